"""Reads the fake Azure ML's resources with Azure's own package, without a network."""

import json
import pathlib
import sys

from azure.ai.ml._restclient.arm_ml_service import models
from azure.ai.ml.entities import Component, Data, Environment, Job, Model
from azure.ai.ml.entities._schedule.schedule import Schedule

fixtures = json.loads(pathlib.Path(sys.argv[1]).read_text())

# What the service's model says of a resource, which is all that some kinds have.
REST = {
    "jobs": "JobBase",
    "data/transactions/versions": "DataVersionBase",
    "data/clean/versions": "DataVersionBase",
    "models/fraud/versions": "ModelVersion",
    "environments/train-env/versions": "EnvironmentVersion",
    "components/prepare/versions": "ComponentVersion",
    "codes/train-src/versions": "CodeVersion",
    "datastores": "Datastore",
    "schedules": "Schedule",
    "onlineEndpoints": "OnlineEndpoint",
    "batchEndpoints": "BatchEndpoint",
    "onlineEndpoints/scoring/deployments": "OnlineDeployment",
    "batchEndpoints/nightly/deployments": "BatchDeployment",
}
ENTITIES = {
    "jobs": Job,
    "data/transactions/versions": Data,
    "models/fraud/versions": Model,
    "environments/train-env/versions": Environment,
    "components/prepare/versions": Component,
    "schedules": Schedule,
}

count = 0
for path, kind in REST.items():
    for resource in fixtures[path]:
        read = getattr(models, kind)._deserialize(resource, [])
        assert read.name == resource["name"], (path, read)
        assert read.properties is not None, path
        if path in ENTITIES:
            entity = ENTITIES[path]._from_rest_object(read)
            assert entity.name in resource["id"], (path, entity.name)
            count += 1
print(count, "entities")
