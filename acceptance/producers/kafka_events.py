"""Sends START and COMPLETE of many runs by openlineage-python's Kafka transport.

    kafka_events.py PREFIX RUNS

The client takes where and how from its environment, as a user's would.
"""

import datetime
import sys

from openlineage.client import OpenLineageClient
from openlineage.client import event_v2 as ev
from openlineage.client.uuid import generate_new_uuid


def main(prefix, runs):
    client = OpenLineageClient()
    for i in range(runs):
        run = ev.Run(str(generate_new_uuid()))
        job = ev.Job("bank", f"{prefix}.job{i % 7}")
        for state in (ev.RunState.START, ev.RunState.COMPLETE):
            client.emit(
                ev.RunEvent(
                    eventType=state,
                    eventTime=datetime.datetime.now(datetime.timezone.utc).isoformat(),
                    run=run,
                    job=job,
                    producer="https://clew.example/kafka_events",
                    inputs=[ev.InputDataset("s3://bank", f"{prefix}/in{i % 7}")],
                    outputs=[ev.OutputDataset("s3://bank", f"{prefix}/out{i % 7}")],
                )
            )
    client.close()


main(sys.argv[1], int(sys.argv[2]))
