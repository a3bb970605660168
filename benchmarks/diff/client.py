"""Speaks HTTP over one connection that stays open."""

import http.client
import json
import urllib.parse

SECONDS_MAX = 60


class Client:
    def __init__(self, url):
        address = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(address.hostname, address.port, timeout=SECONDS_MAX)

    def send(self, method, path, body=None):
        """Sends JSON and returns the answer's; anything but success is an error of the benchmark."""
        data = None if body is None else json.dumps(body).encode()
        return json.loads(self._exchange(method, path, data, "application/json") or b"null")

    def put(self, path, text):
        self._exchange("PUT", path, text.encode(), "application/octet-stream")

    def ask(self, path, **parameters):
        query = urllib.parse.urlencode({k: v for k, v in parameters.items() if v is not None})
        return self.send("GET", f"{path}?{query}")

    def _exchange(self, method, path, data, kind):
        self.connection.request(method, path, data, {"Content-Type": kind} if data is not None else {})
        answer = self.connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path} was refused with {answer.status}: {content[:600].decode()}")
        return content
