"""What does not lie on this machine: images on web servers, sites in object stores."""
