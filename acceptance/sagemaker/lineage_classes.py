"""Uses sagemaker.lineage as its documentation shows: artifacts, actions, contexts, associations, queries."""

from botocore.exceptions import ClientError
from sagemaker.lineage.action import Action
from sagemaker.lineage.artifact import Artifact
from sagemaker.lineage.association import Association
from sagemaker.lineage.context import Context
from sagemaker.lineage.query import (
    LineageFilter,
    LineageQuery,
    LineageQueryDirectionEnum,
    LineageSourceEnum,
)
from session import session

sm = session()
raw = Artifact.create(
    artifact_name="raw", source_uri="s3a://bank/transactions/", artifact_type="DataSet", properties={"team": "fraud"},
    tags=[{"Key": "env", "Value": "test"}], sagemaker_session=sm,
)
model = Artifact.create(
    artifact_name="model", source_uri="s3://bank/model.tar.gz", artifact_type="Model", sagemaker_session=sm
)
train = Action.create(
    action_name="train", source_uri="s3://bank/code", action_type="Training", status="InProgress", sagemaker_session=sm
)
endpoint = Context.create(
    context_name="fraud-prod", source_uri="arn:aws:sagemaker:eu-west-1:000000000000:endpoint/fraud-prod",
    context_type="Endpoint", sagemaker_session=sm,
)
train.status = "Completed"
train.save()
assert Action.load("train", sagemaker_session=sm).status == "Completed"

for source, destination, kind in [
    (raw.artifact_arn, train.action_arn, "ContributedTo"),
    (train.action_arn, model.artifact_arn, "Produced"),
    (model.artifact_arn, endpoint.context_arn, "ContributedTo"),
]:
    Association.create(source_arn=source, destination_arn=destination, association_type=kind, sagemaker_session=sm)

try:
    Artifact.create(artifact_name="again", source_uri="s3a://bank/transactions/", artifact_type="DataSet", sagemaker_session=sm)
    raise AssertionError("made twice")
except ClientError as refused:
    assert refused.response["Error"]["Code"] == "ValidationException"
    assert "already exists" in refused.response["Error"]["Message"]

query = LineageQuery(sm)
up = query.query(start_arns=[endpoint.context_arn], direction=LineageQueryDirectionEnum.ASCENDANTS, include_edges=True)
assert [vertex.arn for vertex in up.vertices] == [
    endpoint.context_arn, model.artifact_arn, train.action_arn, raw.artifact_arn
]
assert len(up.edges) == 3
data = query.query(
    start_arns=[endpoint.context_arn], include_edges=False, query_filter=LineageFilter(sources=[LineageSourceEnum.DATASET])
)
assert [vertex.to_lineage_object().source.source_uri for vertex in data.vertices] == ["s3a://bank/transactions/"]

names = {artifact.artifact_name for artifact in Artifact.list(sagemaker_session=sm, sort_order="Ascending", max_results=1)}
assert names >= {"raw", "model"}
assert Association.list(source_arn=raw.artifact_arn, sagemaker_session=sm).__next__().destination_arn == train.action_arn

extra = Action.create(action_name="extra", source_uri="x", action_type="T", sagemaker_session=sm)
Association.create(source_arn=extra.action_arn, destination_arn=model.artifact_arn, sagemaker_session=sm)
extra.delete(disassociate=True)
assert not list(Association.list(source_arn=extra.action_arn, sagemaker_session=sm))
print(raw.artifact_arn)
