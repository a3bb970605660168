"""Is no AWS: a fake of SageMaker whose account has pipelines of artifacts, for the benchmark alone.

    python sagemaker_account.py PIPELINES

Each pipeline is ten steps long, and each step has three more inputs that other pipelines have too: 40
associations. It prints its address and answers until it is ended. Any other operation gets `{}`.
"""

import bisect
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARN = "arn:aws:sagemaker:eu-west-1:210987654321:artifact/"
STEPS, SHARED, CREATED = 10, 1000, 1_700_000_000


def account(pipelines):
    """The artifacts by ARN and the associations, in the order of lists."""
    names = [f"shared-{i}" for i in range(SHARED if pipelines > 100 else 10 * pipelines)]
    shared = len(names)
    associations = []
    for pipeline in range(pipelines):
        steps = [f"p{pipeline}-{step}" for step in range(STEPS + 1)]
        names += steps
        for step in range(STEPS):
            inputs = [f"shared-{(pipeline * 31 + step * 7 + i) % shared}" for i in range(3)]
            associations += [(source, steps[step + 1]) for source in [steps[step], *inputs]]
    artifacts = [
        {
            "ArtifactArn": ARN + name,
            "ArtifactName": name,
            "ArtifactType": "DataSet",
            "Source": {"SourceUri": f"s3://bank/{name}"},
            "CreationTime": CREATED + i / 100,
            "LastModifiedTime": CREATED + i / 100,
        }
        for i, name in enumerate(names)
    ]
    return artifacts, [
        {
            "SourceArn": ARN + source,
            "DestinationArn": ARN + destination,
            "AssociationType": "DerivedFrom",
            "CreationTime": CREATED + i / 100,
        }
        for i, (source, destination) in enumerate(associations)
    ]


def main(pipelines):
    artifacts, associations = account(pipelines)
    by_arn = {each["ArtifactArn"]: json.dumps(each).encode() for each in artifacts}
    lists = {"ListArtifacts": ("ArtifactSummaries", artifacts), "ListAssociations": ("AssociationSummaries", associations)}

    class Account(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            operation = self.headers["X-Amz-Target"].partition(".")[2]
            if operation == "DescribeArtifact":
                body = by_arn[asked["ArtifactArn"]]
            elif operation in lists:
                member, rows = lists[operation]
                since = bisect.bisect_left(rows, asked.get("CreatedAfter", 0), key=lambda row: row["CreationTime"])
                start = int(asked.get("NextToken") or since)
                answer = {member: rows[start : start + asked["MaxResults"]]}
                if start + asked["MaxResults"] < len(rows):
                    answer["NextToken"] = str(start + asked["MaxResults"])
                body = json.dumps(answer).encode()
            else:
                body = b"{}"
            self.wfile.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: %d\r\n\r\n%s"
                % (len(body), body)
            )

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Account)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
