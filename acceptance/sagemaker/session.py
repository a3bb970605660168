"""A session of the SageMaker SDK as people have it; AWS_ENDPOINT_URL_SAGEMAKER alone says where it leads."""

import boto3
from sagemaker.session import Session


def session():
    return Session(
        boto3.Session(),
        sagemaker_client=boto3.client("sagemaker"),
        sagemaker_metrics_client=boto3.client("sagemaker-metrics"),
        default_bucket="bank",
    )
