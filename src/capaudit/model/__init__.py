"""Values that pass between the stages of an audit; imports nothing else of capaudit."""
