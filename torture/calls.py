"""Calls Clew over HTTP the way clients do, and tells answered, refused and unanswered calls apart."""

import http.client
import json
import urllib.parse

TIMEOUT_SECONDS = 60
MLFLOW = "/api/2.0/mlflow"


class Unanswered(Exception):
    """The connection broke before an answer came: nobody knows whether the call was done."""


class Refused(Exception):
    """The server answered, and not with success."""

    def __init__(self, status, body, call):
        super().__init__(f"{call}: {status} {body[:300]!r}")
        self.status = status
        self.body = body

    def json(self):
        return json.loads(self.body)


class Client:
    """One connection that is kept open, for one thread."""

    def __init__(self, port, timeout=TIMEOUT_SECONDS):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def raw(self, method, path, body=None, headers=None):
        """Returns the bytes of a 2xx answer."""
        try:
            self.connection.request(method, path, body=body, headers=headers or {})
            answer = self.connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as broken:
            self.connection.close()
            raise Unanswered(f"{method} {path}: {broken!r}") from broken
        if not 200 <= answer.status < 300:
            raise Refused(answer.status, content, f"{method} {path}")
        return content

    def post(self, path, value, method="POST"):
        content = self.raw(
            method, path, json.dumps(value).encode(), {"Content-Type": "application/json"}
        )
        return json.loads(content)

    def get(self, path, /, **parameters):
        return json.loads(self.raw("GET", path + "?" + urllib.parse.urlencode(parameters)))

    def mlflow(self, call, /, **value):
        return self.post(f"{MLFLOW}/{call}", value)

    def ask(self, call, /, **parameters):
        return self.get(f"/api/v1/{call}", **parameters)

    def close(self):
        self.connection.close()


def artifact_path(experiment, run, path):
    return f"/api/2.0/mlflow-artifacts/artifacts/{experiment}/{run}/artifacts/{path}"
