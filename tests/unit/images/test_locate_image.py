"""Where image references lead, in sites as generators lay them out."""

from pathlib import Path, PurePosixPath
from posixpath import splitext

import pytest

from capaudit.images import Located, Site, locate_image, locate_through_template
from capaudit.images.site import extension
from capaudit.model.image import FileState

ARTICLE = PurePosixPath("content/posts/flood.md")


def put(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def locate(root: Path, src: str, article: PurePosixPath = ARTICLE, **roots: str) -> Located:
    return locate_image(src, article, Site(root, roots))


@pytest.mark.parametrize(
    ("there", "src"),
    [
        ("content/posts/flood.jpg", "flood.jpg"),
        ("content/posts/flood.jpg", "./flood.jpg"),
        ("content/posts/img/flood.jpg", "img/flood.jpg"),
        ("content/img/flood.jpg", "../img/flood.jpg"),
        ("content/posts/flood/river.jpg", "river.jpg"),
        ("static/images/flood.jpg", "/images/flood.jpg"),
        ("public/images/flood.jpg", "/images/flood.jpg"),
        ("assets/images/flood.jpg", "images/flood.jpg"),
        ("images/flood.jpg", "/images/flood.jpg"),
        ("static/images/flood.jpg", "../../images/flood.jpg"),
        ("static/images/flood.jpg", "flood.jpg"),
        ("static/posts/flood.jpg", "flood.jpg"),
        ("assets/images/posts/2025/flood.jpg", "2025/flood.jpg"),
        ("static/images/a b.jpg", "/images/a%20b.jpg"),
        ("static/images/a%20b.jpg", "/images/a%20b.jpg"),
        ("static/images/flood.jpg", "/images/flood.jpg?v=3#top"),
        ("static/images/flood.jpg", "\\images\\flood.jpg"),
        ("static/images/käse.jpg", "/images/k%C3%A4se.jpg"),
    ],
)
def test_a_reference_is_found_where_a_site_serves_it(tmp_path: Path, there: str, src: str) -> None:
    put(tmp_path, there)
    located = locate(tmp_path, src)
    assert (located.state, located.relative) == (FileState.READ, there)
    assert located.path == tmp_path / there


def test_a_repository_of_several_sites_uses_the_article_s_own(tmp_path: Path) -> None:
    put(tmp_path, "static/a.jpg", "sites/north/static/a.jpg")
    located = locate(tmp_path, "/a.jpg", PurePosixPath("sites/north/content/flood.md"))
    assert located.relative == "sites/north/static/a.jpg"


def test_a_configured_root_maps_its_prefix_to_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "media/legacy/2025/a.jpg")
    roots = {"/gc6/": "media/legacy"}
    located = locate_image("/gc6/2025/a.jpg", ARTICLE, Site(tmp_path, roots))
    assert located.relative == "media/legacy/2025/a.jpg"


def test_a_configured_root_may_be_a_remote_address(tmp_path: Path) -> None:
    put(tmp_path, "media/a.jpg")
    roots = {"https://cdn.example.com/": "media"}
    located = locate_image("https://cdn.example.com/a.jpg?w=3", ARTICLE, Site(tmp_path, roots))
    assert located.relative == "media/a.jpg"


def test_a_file_absent_from_a_configured_root_is_missing(tmp_path: Path) -> None:
    located = locate_image("/gc6/a.webp", ARTICLE, Site(tmp_path, {"/gc6/": "static/gc6"}))
    assert (located.state, located.relative) == (FileState.MISSING, "static/gc6/a.webp")


def test_a_configured_root_cannot_leave_the_root(tmp_path: Path) -> None:
    put(tmp_path, "secret.jpg")
    root = tmp_path / "site"
    root.mkdir()
    for src in ("/gc6/../../secret.jpg", "/gc6/..%2f..%2fsecret.jpg"):
        located = locate_image(src, ARTICLE, Site(root, {"/gc6/": "static"}))
        assert located.state is FileState.OUTSIDE_ROOT


def test_a_bare_name_found_twice_is_not_guessed(tmp_path: Path) -> None:
    put(tmp_path, "static/images/a.jpg", "assets/img/a.jpg")
    assert locate(tmp_path, "a.jpg").state is FileState.MISSING


@pytest.mark.parametrize(
    "src",
    [
        "https://example.com/a.jpg",
        "//example.com/a.jpg",
        "data:image/png;base64,AAAA",
        "s3://bucket/a.jpg",
        "{{ image.url }}",
        "{% asset a.jpg %}",
        "/gc6/images/a.jpg",
        "2025/a.jpg",
        "../b/a.jpg",
        "a-picture-uid",
        "",
        "?w=3",
    ],
)
def test_what_no_root_holds_is_unverified(tmp_path: Path, src: str) -> None:
    put(tmp_path, "static/images/other.jpg")
    located = locate(tmp_path, src)
    assert located.state is FileState.UNVERIFIED
    assert located.reason


@pytest.mark.parametrize(
    ("src", "looked_for"),
    [
        ("/images/a.jpg", "static/images/a.jpg"),
        ("/posts/a.jpg", "content/posts/a.jpg"),
        ("/a.jpg", "static/a.jpg"),
        ("a.jpg", "content/posts/a.jpg"),
        ("../a.jpg", "content/a.jpg"),
        ("../posts/a.jpg", "content/posts/a.jpg"),
        ("images/a.jpg", "static/images/a.jpg"),
    ],
)
def test_a_file_absent_from_a_folder_that_is_there_is_missing(
    tmp_path: Path, src: str, looked_for: str
) -> None:
    put(tmp_path, "static/images/other.jpg", "content/posts/flood.md")
    located = locate(tmp_path, src)
    assert (located.state, located.relative) == (FileState.MISSING, looked_for)


@pytest.mark.parametrize(
    "src",
    [
        "../../../etc/passwd",
        "../../../../secret.jpg",
        "..%2f..%2f..%2fsecret.jpg",
        "/../secret.jpg",
        "img/../../../../secret.jpg",
    ],
)
def test_a_path_that_climbs_out_of_the_root_is_outside(tmp_path: Path, src: str) -> None:
    put(tmp_path, "secret.jpg")
    root = tmp_path / "site"
    put(root, "content/posts/flood.md")
    located = locate(root, src)
    assert (located.state, located.path) == (FileState.OUTSIDE_ROOT, None)


def test_a_link_that_leaves_the_root_is_outside(tmp_path: Path) -> None:
    put(tmp_path, "secret.jpg")
    root = tmp_path / "site"
    put(root, "content/posts/flood.md")
    (root / "content/posts/a.jpg").symlink_to(tmp_path / "secret.jpg")
    (root / "static").symlink_to(tmp_path)
    for src in ("a.jpg", "/secret.jpg"):
        located = locate(root, src)
        assert (located.state, located.path) == (FileState.OUTSIDE_ROOT, None)


def test_a_link_inside_the_root_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "static/a.jpg")
    (tmp_path / "static/b.jpg").symlink_to(tmp_path / "static/a.jpg")
    assert locate(tmp_path, "/b.jpg").state is FileState.READ


def test_behind_a_link_inside_the_root_files_are_found_and_links_out_of_it_refused(
    tmp_path: Path,
) -> None:
    put(tmp_path, "outside/secret.jpg", "site/media/deep/a.jpg", "site/content/posts/flood.md")
    root = tmp_path / "site"
    (root / "static").symlink_to(root / "media")
    (root / "media/out.jpg").symlink_to(tmp_path / "outside/secret.jpg")
    (root / "media/deep/out").symlink_to(tmp_path / "outside")
    found = locate(root, "/deep/a.jpg")
    assert (found.state, found.relative) == (FileState.READ, "static/deep/a.jpg")
    assert found.beside == {"a.jpg"}
    for src in ("/out.jpg", "/deep/out/secret.jpg", "../../media/deep/out/secret.jpg"):
        assert locate(root, src).state is FileState.OUTSIDE_ROOT


def test_a_link_whose_target_is_swapped_for_an_outer_one_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "secret.jpg", "site/static/a.jpg")
    root = tmp_path / "site"
    (root / "b.jpg").symlink_to(root / "static/a.jpg")
    site = Site(root)
    assert locate_image("/b.jpg", ARTICLE, site).state is FileState.READ
    (root / "b.jpg").unlink()
    (root / "b.jpg").symlink_to(tmp_path / "secret.jpg")
    assert locate_image("/b.jpg", ARTICLE, site).state is FileState.OUTSIDE_ROOT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("flood.JPG", "jpg"),
        ("images/flood.tar.gz", "gz"),
        ("flood", ""),
        ("images.old/flood", ""),
        (".jpg", ""),
        ("images/..jpg", ""),
        ("flood.", ""),
    ],
)
def test_an_extension_is_what_stands_behind_the_last_dot_of_a_name(
    name: str, expected: str
) -> None:
    assert extension(name) == expected == splitext(name)[1].lstrip(".").lower()


def test_a_name_that_differs_in_case_is_found_and_said_so(tmp_path: Path) -> None:
    put(tmp_path, "static/Images/Photo.JPG")
    located = locate(tmp_path, "/images/photo.jpg")
    assert located.relative == "static/Images/Photo.JPG"
    assert located.found_as == "Images/Photo.JPG"


def test_a_folder_of_the_site_in_other_capitals_is_no_difference(tmp_path: Path) -> None:
    put(tmp_path, "media/gc6/photo.jpg")
    located = locate_image("/GC6/photo.jpg", ARTICLE, Site(tmp_path, {"/GC6/": "media/gc6"}))
    assert (located.state, located.found_as) == (FileState.READ, None)


def test_a_mirrored_name_may_differ_in_case(tmp_path: Path) -> None:
    put(tmp_path, "static/posts/flood.jpg")
    assert locate(tmp_path, "Flood.JPG").relative == "static/posts/flood.jpg"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "static/a.jpg").mkdir(parents=True)
    assert locate(tmp_path, "/a.jpg").state is FileState.MISSING


@pytest.mark.parametrize(
    "src",
    ["a\0b.jpg", "x" * 100_000 + ".jpg", "/" * 5000 + "a.jpg", "x/" * 50_000 + "a.jpg", "%00.jpg"],
)
def test_an_impossible_name_is_only_not_found(tmp_path: Path, src: str) -> None:
    assert locate(tmp_path, src).state in (FileState.MISSING, FileState.UNVERIFIED)


def test_a_path_that_climbs_without_end_is_outside(tmp_path: Path) -> None:
    assert locate(tmp_path, "../" * 1000 + "a.jpg").state is FileState.OUTSIDE_ROOT


@pytest.mark.parametrize(
    ("there", "src"),
    [
        ("content/images/other.jpg", "../images/a.jpg"),
        ("assets/blog/other.jpg", "/assets/blog/a.jpg"),
        ("assets/blog/2024/other.jpg", "/assets/blog/2025/a.jpg"),
        ("static/photos/2024/03/other.jpg", "photos/2025/a.jpg"),
        ("content/posts/other.jpg", "a.jpg"),
        ("static/other.jpg", "/a.jpg"),
    ],
)
def test_a_template_misses_a_file_where_other_images_lie(
    tmp_path: Path, there: str, src: str
) -> None:
    put(tmp_path, "content/posts/flood.md", there)
    assert locate_through_template(src, ARTICLE, Site(tmp_path)).state is FileState.MISSING


@pytest.mark.parametrize(
    ("there", "src"),
    [
        ("static/images/other.jpg", "a.jpg"),
        ("static/posts/other.jpg", "a.jpg"),
        ("content/posts/2025/other.md", "2025/a.jpg"),
        ("content/posts/2025/other.md", "/posts/2025/a.jpg"),
        ("static/style.css", "/a.jpg"),
        ("assets/blog/other.jpg", "/media/a.jpg"),
    ],
)
def test_where_a_template_looks_is_not_known(tmp_path: Path, there: str, src: str) -> None:
    put(tmp_path, "content/posts/flood.md", there)
    located = locate_through_template(src, ARTICLE, Site(tmp_path))
    assert located.state is FileState.UNVERIFIED
    assert "template" in (located.reason or "")


def test_a_template_finds_what_is_there(tmp_path: Path) -> None:
    put(tmp_path, "static/images/a.jpg")
    located = locate_through_template("a.jpg", ARTICLE, Site(tmp_path))
    assert located.relative == "static/images/a.jpg"


def test_a_page_bundle_lacks_its_own_image(tmp_path: Path) -> None:
    put(tmp_path, "content/posts/flood/index.md", "content/posts/index.md", "content/posts/b.md")
    bundle, section = (
        locate_through_template("a.jpg", PurePosixPath(article), Site(tmp_path)).state
        for article in ("content/posts/flood/index.md", "content/posts/index.md")
    )
    assert (bundle, section) == (FileState.MISSING, FileState.UNVERIFIED)


def test_a_folder_is_read_once_in_a_run(tmp_path: Path) -> None:
    put(tmp_path, "static/images/a.jpg")
    site = Site(tmp_path)
    assert locate_image("/images/b.jpg", ARTICLE, site).state is FileState.MISSING
    put(tmp_path, "static/images/b.jpg")
    assert locate_image("/images/b.jpg", ARTICLE, site).state is FileState.MISSING
    assert locate_image("/images/b.jpg", ARTICLE, Site(tmp_path)).state is FileState.READ
