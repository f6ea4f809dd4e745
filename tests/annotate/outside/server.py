"""A server of our own on 127.0.0.1 that speaks as a language model does, or misbehaves as it is told."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Reply = Callable[[dict[str, Any]], bytes]
"""From the question, as its JSON body, to everything that goes over the wire."""

MODELS = json.dumps({"object": "list", "data": [{"id": "tiny-1b", "object": "model"}]}).encode()


def http(body: bytes, *, status: str = "200 OK", headers: str = "", length: int | None = None) -> bytes:
    """An HTTP answer; `length` lies about the body."""
    size = len(body) if length is None else length
    return f"HTTP/1.1 {status}\r\nContent-Length: {size}\r\n{headers}\r\n".encode() + body


def completion(text: str) -> bytes:
    """A chat completion that says a text."""
    return http(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())


def attributed(*rows: object) -> bytes:
    """A chat completion that names attributions."""
    return completion(json.dumps({"attributions": rows}))


@dataclass
class Served:
    """Where the server listens, and the questions that it got."""

    port: int = 0
    reply: Reply = lambda _: attributed()
    models: bytes = field(default_factory=lambda: http(MODELS))
    questions: list[dict[str, Any]] = field(default_factory=list)
    endless: bool = False
    """Goes on with the last byte for ever."""
    drip: float = 0.0
    """Seconds between two bytes."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serving(served: Served) -> Iterator[Served]:
    """Serves until the block ends; every connection has a thread of its own."""
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)
        served.port = listening.getsockname()[1]
        thread = threading.Thread(target=_listen, args=(listening, served, done), daemon=True)
        thread.start()
        try:
            yield served
        finally:
            done.set()
            thread.join(5)


def _listen(listening: socket.socket, served: Served, done: threading.Event) -> None:
    while not done.is_set():
        try:
            line, _ = listening.accept()
        except TimeoutError:
            continue
        threading.Thread(target=_answer, args=(line, served, done), daemon=True).start()


def _answer(line: socket.socket, served: Served, done: threading.Event) -> None:
    with line:
        line.settimeout(5)
        try:
            head, body = _request(line)
            if head.startswith(b"GET"):
                line.sendall(served.models)
                return
            served.questions.append({"head": head.decode(), **json.loads(body)})
            _send(line, served.reply(served.questions[-1]), served, done)
        except OSError:
            return  # the client cut the line, which is what the test is about


def _request(line: socket.socket) -> tuple[bytes, bytes]:
    got = b""
    while b"\r\n\r\n" not in got:
        got += line.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    size = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
    while len(body) < size:
        body += line.recv(65536)
    return head, body


def _send(line: socket.socket, answer: bytes, served: Served, done: threading.Event) -> None:
    if not served.drip:
        line.sendall(answer)
    for byte in answer if served.drip else b"":
        line.sendall(bytes([byte]))
        if done.wait(served.drip):
            return
    while served.endless and not done.is_set():
        line.sendall(answer[-1:] * 4096)
