"""Downloads, from real folders and a real server on this machine."""

import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sdae.errors import InputError
from sdae.tables import download, read_table
from sdae.tables.download import fetch, file_name

RIGHT = b"gene\tclass\tc1\tc2\na\tx\t1\t2\nb\ty\t3\t4\n"
WRONG = b"gene\tclass\tc1\tc2\na\tx\t1\t2\n"


def check(path) -> None:
    table = read_table(path, "class")
    if len(table.genes) != 2:
        raise InputError(f"{path}: found {table.describe()}; expected 2 genes")


class Server(ThreadingHTTPServer):
    """Answers `pages` by path, each a list of answers in turn, the last of them again and again."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, list[tuple[int, bytes]]] = {}
        self.asked: Counter[str] = Counter()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        answers = self.server.pages.get(self.path, [(404, b"no such page")])
        status, body = answers[min(self.server.asked[self.path], len(answers) - 1)]
        self.server.asked[self.path] += 1
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Keep the tests' output clean."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def target(tmp_path):
    return tmp_path / "results" / "downloaded" / "mine.txt"


def refusal(*args) -> str:
    with pytest.raises(InputError) as caught:
        fetch(*args, check)
    assert not list(args[2].parent.iterdir()), "nothing may be left behind"
    return str(caught.value)


def test_names_of_files():
    assert file_name("https://host/a/b%20c.txt?x=1#y") == "b c.txt"


def test_its_own_address(server, target):
    server.pages["/data/t.txt"] = [(200, RIGHT)]
    assert fetch(server.url("/data/t.txt"), [], target, check) == server.url("/data/t.txt")
    assert target.read_bytes() == RIGHT
    assert [path.name for path in target.parent.iterdir()] == ["mine.txt"]


def test_mirrors_come_first_and_in_order(server, target, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "t.txt").write_bytes(RIGHT)
    server.pages["/mirror/t.txt"] = [(200, RIGHT)]
    own = server.url("/own/t.txt")
    mirrors = [str(tmp_path / "empty"), f"{tmp_path}/full/", server.url("/mirror")]
    assert fetch(own, mirrors, target, check) == str(tmp_path / "full" / "t.txt")
    assert not server.asked
    assert fetch(own, mirrors[::-1], target, check) == server.url("/mirror/t.txt")
    assert server.asked == {"/mirror/t.txt": 1}


def test_a_mirror_is_relative_to_the_working_directory(target, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.txt").write_bytes(RIGHT)
    fetch("http://127.0.0.1:9/t.txt", ["."], target, check)
    assert target.read_bytes() == RIGHT


def test_a_mirror_with_another_content_is_reported_and_passed_over(
    server, target, tmp_path, caplog
):
    (tmp_path / "t.txt").write_bytes(WRONG)
    server.pages["/t.txt"] = [(200, RIGHT)]
    with caplog.at_level("WARNING", "sdae"):
        fetch(server.url("/t.txt"), [str(tmp_path)], target, check)
    assert target.read_bytes() == RIGHT
    assert f"{tmp_path}/t.txt: found 1 genes x 2 conditions" in caplog.text
    assert ".part" not in caplog.text


def test_a_page_instead_of_the_file_is_not_taken_for_it(server, target):
    server.pages["/t.txt"] = [(200, b"<html>\n<body>Please log in</body>\n</html>\n")]
    assert "found no tab, comma" in refusal(server.url("/t.txt"), [], target)


def test_a_server_that_recovers_is_asked_again(server, target, monkeypatch):
    monkeypatch.setattr(download, "RETRIES", download.RETRIES.new(backoff_factor=0.01))
    server.pages["/t.txt"] = [(503, b"busy"), (500, b"oops"), (200, RIGHT)]
    fetch(server.url("/t.txt"), [], target, check)
    assert server.asked["/t.txt"] == 3


def test_one_message_says_which_file_to_put_where(server, target, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(download, "RETRIES", download.RETRIES.new(backoff_factor=0.01))
    server.pages["/busy/t.txt"] = [(503, b"busy")]
    mirrors = [server.url("/absent"), server.url("/busy"), "http://127.0.0.1:9/"]
    message = refusal(server.url("/t.txt"), mirrors, target)
    assert f"{mirrors[0]}/t.txt: answered 404 Not Found" in message
    assert f"{mirrors[1]}/t.txt: answered 503" in message
    assert "http://127.0.0.1:9/t.txt: " in message
    assert "refused" in message
    assert "HTTPConnectionPool" not in message
    assert f"download {server.url('/t.txt')} by hand" in message
    assert f"save it as {tmp_path}/mirror/t.txt" in message
    assert "MIRROR=mirror with make" in message
    assert "mirrors: [mirror] in the configuration" in message
    assert server.asked["/busy/t.txt"] == 4


def test_a_folder_that_is_a_mirror_already_is_where_to_put_it(server, target, tmp_path):
    folder = tmp_path / "empty"
    message = refusal(server.url("/t.txt"), [str(folder)], target)
    assert f"{folder}/t.txt: No such file or directory" in message
    assert f"save it as {folder}/t.txt, a folder that key 'mirrors' names already" in message


def test_secrets_in_addresses_are_never_shown(server, target, caplog):
    server.pages["/t.txt?key=hush"] = [(200, RIGHT)]
    secret = server.url("/t.txt?key=hush").replace("://", "://me:word@")
    assert fetch(secret, [], target, check) == server.url("/t.txt")
    target.unlink()
    message = refusal(secret.replace("t.txt", "u.txt"), [secret], target)
    for text in (message, caplog.text):
        assert "hush" not in text
        assert "word@" not in text


def test_plain_http_without_a_digest_is_warned_of(server, target, caplog):
    server.pages["/t.txt"] = [(200, RIGHT)]
    fetch(server.url("/t.txt"), [], target, check, digest="0" * 16)
    assert "without a digest" not in caplog.text
    fetch(server.url("/t.txt"), [], target, check)
    assert "came by http without a digest" in caplog.text


@pytest.mark.parametrize("bound", [{"LARGEST": 10}, {"LONGEST": -1}])
def test_downloads_are_bounded(server, target, monkeypatch, bound):
    for name, value in bound.items():
        monkeypatch.setattr(download, name, value)
    server.pages["/t.txt"] = [(200, RIGHT)]
    assert "took more than" in refusal(server.url("/t.txt"), [], target)
