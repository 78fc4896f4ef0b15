"""Names of people: the same, a misspelling, or somebody else."""

from __future__ import annotations

import pytest

from capaudit.rules.names import differs_by_a_slip, is_misspelling, looks_like_person, same_person

SAME = [
    ("Jane Doe", "JANE DOE"),
    ("Jane Doe", "Doe, Jane"),
    ("Jane Doe", "DOE JANE"),
    ("J. Doe", "Jane Doe"),
    ("Jane M. Doe", "Jane Doe"),
    ("Jane Marie Doe", "Jane M Doe"),
    ("José Ibáñez", "Jose Ibanez"),
    ("Łukasz Nowak", "LUKASZ NOWAK"),
    ("Jean-Pierre Martel", "Jean Pierre Martel"),
    ("Conor O'Hara", "Conor O’Hara"),
    ("Yulia Markovska", "Julia Markovska"),
    ("Oleksii Zelenskyi", "Oleksiy Zelensky"),
    ("Aleksandr Petrov", "Alexander Petrov"),
    ("Mike Harrow", "Michael Harrow"),
    ("Doe", "Jane Doe"),
    ("مریم کاظمی", "مريم كاظمي"),
    ("Maximiliane Adelheid von Lindqvi", "Maximiliane Adelheid von Lindqvist-Harrow"),
    ("Jane Doe’s", "Jane Doe"),
]
IN_ANOTHER_SCRIPT = [
    ("Сергей Марков", "Sergei Markov"),
    ("Надія Шевченко", "Nadiia Shevchenko"),
    ("Ольга Чепель", "Olga Chepel"),
    ("Νίκος Παπαδάκης", "Nikos Papadakis"),
    ("سلمى منصور", "Salma Mansour"),
    ("مریم کاظمی", "Maryam Kazemi"),
    ("В. Сухоруков", "Vadim Sukhorukov"),
    ("김서연", "Kim Seo-yeon"),
    ("박민수", "Park Min-su"),
    ("이지훈", "Lee Ji-hoon"),
    ("林青", "Lin Qing"),
    ("李文博", "Li Wenbo"),
    ("李文博", "WENBO LI"),
    ("李文博", "Li Wen-bo"),
    ("李文博", "W. Li"),
    ("吕梅", "Lyu Mei"),
    ("单雪", "Shan Xue"),
    ("欧阳明", "Ouyang Ming"),
    ("陈剑", "陳劍"),
    ("まつもと あゆみ", "Ayumi Matsumoto"),
    ("おおの しょうへい", "Shohei Ono"),
    ("ハットリ・ジュン", "Jun Hattori"),
    ("しんぺい つじ", "Shimpei Tsuji"),
]
OTHERS = [
    ("Сергей Марков", "Ivan Petrov"),
    ("سلمى منصور", "Layla Haddad"),
    ("김서연", "Park Min-su"),
    ("林青", "Lin Qiang"),
    ("李文博", "Li Wenbin"),
    ("王明", "Fang Ming"),
    ("李明", "Ming"),
    ("陈剑", "李明"),
    ("中村由紀子", "Yukiko Nakamura"),
    ("まつもと あゆみ", "Ayaka Matsumoto"),
    ("松本あゆみ", "Ayumi Matsumoto"),
    ("Jane Doe", "Arturo Lindqvist"),
    ("Jane Doe", "John Roe"),
    ("Kim Jong Il", "Kim Jong Un"),
    ("J. Doe", "Karl Doe"),
]
MISSPELT = [
    ("Prabha Randawa", "Prabha Randhawa"),
    ("Anong Kom", "Anong Khom"),
    ("Arturo Lindqivst", "Arturo Lindqvist"),
    ("Halina Brodzka", "Halina Brodzeka"),
    ("Jonahtan Harrow", "Jonathan Harrow"),
    ("Callum Holoawy", "Callum Holloway"),
    ("Halina Thorray", "Halina Thorrayy"),
    ("Amal Qsaem", "Amal Qasemi"),
    ("Seng Won-jin", "Seong Won-jin"),
]
NOT_MISSPELT = [
    ("Kim Jong Il", "Kim Jong Un"),
    ("Nguyen Van Minh", "Nguyen Van Manh"),
    ("Li Wei", "Li Wen"),
    ("Maria Torres", "Mario Torres"),
    ("Erik Dahl", "Emil Dahl"),
    ("Jane Smith", "Jane Smiths"),
    ("Doe", "Dow"),
    ("Thomas Keller", "Thomas Kelly"),
    ("Dan Harrow", "Ian Harrow"),
    ("Jane Doe", "Jane Doe"),
    ("Ольга Чепель", "Olga Chepil"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_person(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)
    assert not is_misspelling(one, other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_person(one: str, other: str) -> None:
    assert not same_person(one, other)


@pytest.mark.parametrize(("one", "other"), MISSPELT)
def test_misspelling(one: str, other: str) -> None:
    assert is_misspelling(one, other)
    assert is_misspelling(other, one)


@pytest.mark.parametrize(("one", "other"), NOT_MISSPELT)
def test_no_misspelling(one: str, other: str) -> None:
    assert not is_misspelling(one, other)
    assert not is_misspelling(other, one)


@pytest.mark.parametrize("name", ["Jane Doe", "DOE, JANE", "Ольга Чепель", "Jean-Pierre van Dam"])
def test_person_names(name: str) -> None:
    assert looks_like_person(name)


@pytest.mark.parametrize(
    "name",
    ["Adobe Photoshop", "jdoe42", "", "STR", "Leeds City Council", "u_0093", "Canon EOS 5D", "Doe"],
)
def test_no_person_names(name: str) -> None:
    assert not looks_like_person(name)


@pytest.mark.parametrize(
    ("one", "other"), [("Cenh Jiahao", "Chen Jiahao"), ("Amal Hadad", "Amal Hadda")]
)
def test_a_slip_in_the_name_of_one_maker(one: str, other: str) -> None:
    assert differs_by_a_slip(one, other)


def test_another_maker_is_no_slip() -> None:
    assert not differs_by_a_slip("Lee Jiahao", "Chen Jiahao")


@pytest.mark.parametrize(("one", "other"), IN_ANOTHER_SCRIPT)
def test_one_person_in_two_scripts(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)
