"""A client of the WebDriver BiDi protocol, as small as driving a page of Firefox takes."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

PATIENCE = 30.0
"""Seconds after which what was waited for has failed."""

KEYS = {"Enter": "\ue007", "Escape": "\ue00c"}

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA


class WebSocket:
    """The part of RFC 6455 that a local peer needs: whole messages of text, one after the other."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._socket = socket.create_connection((parts.hostname, parts.port), PATIENCE)
        self._stream = self._socket.makefile("rb")
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        status = self._stream.readline()
        if b" 101 " not in status:
            raise ConnectionError(f"{url}: expected a WebSocket, got {status!r}")
        while self._stream.readline().strip():
            pass

    def send(self, text: str) -> None:
        """Send a message of less than 64 KiB."""
        self._send(TEXT, text.encode())

    def receive(self) -> str:
        message = b""
        while True:
            first, second = self._read(2)
            size = second & 0x7F
            if size == 126:
                (size,) = struct.unpack("!H", self._read(2))
            elif size == 127:
                (size,) = struct.unpack("!Q", self._read(8))
            data = self._read(size)
            if first & 0xF == PING:
                self._send(PONG, data)
            elif first & 0xF == CLOSE:
                raise ConnectionError("the browser closed the connection")
            else:
                message += data
                if first & 0x80:
                    return message.decode()

    def close(self) -> None:
        self._stream.close()
        self._socket.close()

    def _send(self, kind: int, data: bytes) -> None:
        size = len(data)
        length = struct.pack("!B", 0x80 | size) if size < 126 else struct.pack("!BH", 0xFE, size)
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        self._socket.sendall(struct.pack("!B", 0x80 | kind) + length + mask + masked)

    def _read(self, size: int) -> bytes:
        data = self._stream.read(size)
        if len(data) < size:
            raise ConnectionError("the browser has gone")
        return data


class Tab:
    """A tab of a Firefox; `log` holds what its console said."""

    def __init__(self, url: str) -> None:
        self._socket = WebSocket(url)
        self._sent = 0
        self.log: list[str] = []
        self._command("session.new", capabilities={})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self._command("session.subscribe", events=events)
        self._context = self._command("browsingContext.getTree")["contexts"][0]["context"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._socket.close()

    def goto(self, url: str) -> None:
        self._command("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def press(self, *keys: str) -> None:
        actions = [
            {"type": kind, "value": KEYS.get(key, key)}
            for key in keys
            for kind in ("keyDown", "keyUp")
        ]
        self._command(
            "input.performActions",
            context=self._context,
            actions=[{"type": "key", "id": "keyboard", "actions": actions}],
        )

    @contextmanager
    def missing(self, url: str) -> Iterator[None]:
        """Let a file have no answer until the block ends."""
        intercept = self._command(
            "network.addIntercept",
            phases=["beforeRequestSent"],
            urlPatterns=[{"type": "string", "pattern": url}],
        )["intercept"]
        yield
        self._command("network.removeIntercept", intercept=intercept)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page, a text, number, truth value or None."""
        answer = self._command(
            "script.evaluate",
            expression=expression,
            target={"context": self._context},
            awaitPromise=True,
        )
        assert answer["type"] == "success", answer
        return answer["result"].get("value")

    def expect(self, expression: str, expected: object) -> None:
        """Wait until an expression has a value."""
        end = time.monotonic() + PATIENCE
        while (actual := self._value(expression)) != expected:
            assert time.monotonic() < end, f"{expression}: expected {expected!r}, got {actual!r}"
            time.sleep(0.05)

    def _value(self, expression: str) -> Any:
        """The value; a page that is being left has none."""
        try:
            return self.evaluate(expression)
        except (AssertionError, RuntimeError) as error:
            return error

    def _command(self, method: str, **parameters: Any) -> dict[str, Any]:
        sent = self._send(method, **parameters)
        while True:
            message = json.loads(self._socket.receive())
            told = message.get("params", {})
            if message.get("method") == "log.entryAdded":
                self.log.append(told["text"])
            elif told.get("isBlocked"):
                self._send("network.failRequest", request=told["request"]["request"])
            if message.get("id") == sent:
                if message["type"] == "error":
                    raise RuntimeError(f"{method}: {message['message']}")
                return dict(message["result"])

    def _send(self, method: str, **parameters: Any) -> int:
        """The number of the command, which its answer has too."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": parameters}))
        return self._sent


def find() -> str | None:
    """A Firefox on the search path."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


@contextmanager
def running(firefox: str, folder: Path) -> Iterator[Tab]:
    """The first tab of a Firefox that keeps everything it writes in a folder."""
    profile = folder / "profile"
    profile.mkdir()
    output = folder / "firefox.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [
                firefox,
                "--headless",
                "--no-remote",
                "--profile",
                profile,
                "--remote-debugging-port=0",
            ],
            env={**os.environ, "HOME": str(folder), "MOZ_HEADLESS_WIDTH": "1280"},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        with Tab(_address(process, output)) as tab:
            yield tab
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _address(process: subprocess.Popen[bytes], output: Path) -> str:
    """The address that Firefox tells when it is ready."""
    told = "WebDriver BiDi listening on "
    end = time.monotonic() + 2 * PATIENCE
    while told not in (said := output.read_text(encoding="utf-8", errors="replace")):
        assert process.poll() is None, said
        assert time.monotonic() < end, said
        time.sleep(0.05)
    return said.partition(told)[2].split()[0] + "/session"
