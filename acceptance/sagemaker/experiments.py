"""Uses sagemaker.experiments as its documentation shows, with metrics, search and analytics."""

import boto3
from sagemaker.analytics import ExperimentAnalytics
from sagemaker.experiments import Run, list_runs, load_run
from session import session

sm = session()
with Run(experiment_name="fraud", run_name="Run1", sagemaker_session=sm) as run:
    run.log_parameters({"lr": 0.1, "optimizer": "adam", "api_key": "correct-horse-battery"})
    for step in range(20):
        run.log_metric("loss", 1.0 / (step + 1), step=step)

with load_run(experiment_name="fraud", run_name="Run1", sagemaker_session=sm) as run:
    run.log_parameter("batch", 32)

assert [(each.run_name, each.experiment_name) for each in list_runs("fraud", sagemaker_session=sm)] == [("run1", "fraud")]

client = boto3.client("sagemaker")
told = client.describe_trial_component(TrialComponentName="fraud-run1")
assert told["Status"]["PrimaryStatus"] == "Completed", told
assert told["Parameters"]["lr"]["NumberValue"] == 0.1
assert "horse" not in str(told)
loss = next(metric for metric in told["Metrics"] if metric["MetricName"] == "loss")
assert (loss["Count"], loss["Max"], loss["Last"]) == (20, 1.0, 0.05), loss

table = ExperimentAnalytics(experiment_name="fraud", sagemaker_session=sm).dataframe()
assert list(table["loss - Last"]) == [0.05], table.T

found = client.search(
    Resource="ExperimentTrialComponent",
    SearchExpression={"Filters": [
        {"Name": "Parents.ExperimentName", "Operator": "Equals", "Value": "fraud"},
        {"Name": "Metrics.loss.Min", "Operator": "LessThan", "Value": "0.1"},
    ]},
)
assert [each["TrialComponent"]["TrialComponentName"] for each in found["Results"]] == ["fraud-run1"]
points = boto3.client("sagemaker-metrics").batch_get_metrics(MetricQueries=[{
    "MetricName": "loss", "ResourceArn": told["TrialComponentArn"], "MetricStat": "Avg",
    "Period": "IterationNumber", "XAxisType": "IterationNumber",
}])["MetricQueryResults"][0]
assert points["Status"] == "Complete" and len(points["MetricValues"]) == 20
print(told["TrialComponentArn"])
