import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.sagemaker.SageMakerAsyncClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.ActionStatus;
import software.amazon.awssdk.services.sagemaker.model.AssociationEdgeType;
import software.amazon.awssdk.services.sagemaker.model.AssociationSummary;
import software.amazon.awssdk.services.sagemaker.model.DescribeTrialComponentResponse;
import software.amazon.awssdk.services.sagemaker.model.Direction;
import software.amazon.awssdk.services.sagemaker.model.Filter;
import software.amazon.awssdk.services.sagemaker.model.LineageType;
import software.amazon.awssdk.services.sagemaker.model.QueryLineageResponse;
import software.amazon.awssdk.services.sagemaker.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.ResourceType;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sagemaker.model.SearchRecord;
import software.amazon.awssdk.services.sagemaker.model.Tag;
import software.amazon.awssdk.services.sagemaker.model.TrialComponentArtifact;
import software.amazon.awssdk.services.sagemaker.model.TrialComponentParameterValue;
import software.amazon.awssdk.services.sagemaker.model.TrialComponentPrimaryStatus;
import software.amazon.awssdk.services.sagemaker.model.Vertex;
import software.amazon.awssdk.services.sagemakermetrics.SageMakerMetricsClient;
import software.amazon.awssdk.services.sagemakermetrics.model.BatchGetMetricsResponse;
import software.amazon.awssdk.services.sagemakermetrics.model.BatchPutMetricsResponse;
import software.amazon.awssdk.services.sagemakermetrics.model.MetricQueryResultStatus;

/**
 * Uses the clients of the AWS SDK for Java as they come: only the environment says where they lead.
 * Prints the ARNs of what it made, or ends with what went otherwise.
 */
final class Clients {
    private static final Instant STARTED = Instant.ofEpochSecond(1_700_000_000);

    private final SageMakerClient sagemaker = SageMakerClient.create();
    private final SageMakerMetricsClient metrics = SageMakerMetricsClient.create();

    public static void main(String[] arguments) {
        Clients clients = new Clients();
        System.out.println(clients.lineage());
        System.out.println(clients.experiments());
        clients.refusals();
        clients.asynchronously();
    }

    private String lineage() {
        String data =
                sagemaker
                        .createArtifact(
                                artifact ->
                                        artifact.artifactName("features")
                                                .artifactType("DataSet")
                                                .source(
                                                        source ->
                                                                source.sourceUri(
                                                                                "s3://java-bank/features")
                                                                        .sourceTypes(
                                                                                type ->
                                                                                        type.sourceIdType(
                                                                                                        "S3ETag")
                                                                                                .value(
                                                                                                        "e-1")))
                                                .properties(Map.of("team", "fraud"))
                                                .metadataProperties(
                                                        from -> from.commitId("9f3e000"))
                                                .tags(tag("env", "test")))
                        .artifactArn();
        String model =
                sagemaker
                        .createArtifact(
                                artifact ->
                                        artifact.artifactType("Model")
                                                .source(
                                                        source ->
                                                                source.sourceUri(
                                                                        "s3://java-bank/model")))
                        .artifactArn();
        String train =
                sagemaker
                        .createAction(
                                action ->
                                        action.actionName("java-train")
                                                .actionType("Training")
                                                .status(ActionStatus.IN_PROGRESS)
                                                .source(source -> source.sourceUri("s3://java-bank/code")))
                        .actionArn();
        String endpoint =
                sagemaker
                        .createContext(
                                context ->
                                        context.contextName("java_prod")
                                                .contextType("Endpoint")
                                                .source(
                                                        source ->
                                                                source.sourceUri(
                                                                        "arn:aws:sagemaker:eu-west-1:000000000000:endpoint/java-prod")))
                        .contextArn();
        sagemaker.updateAction(
                action -> action.actionName("java-train").status(ActionStatus.COMPLETED));
        same(
                ActionStatus.COMPLETED,
                sagemaker.describeAction(action -> action.actionName("java-train")).status());
        associate(data, train, AssociationEdgeType.CONTRIBUTED_TO);
        associate(train, model, AssociationEdgeType.PRODUCED);
        associate(model, endpoint, AssociationEdgeType.CONTRIBUTED_TO);

        QueryLineageResponse up =
                sagemaker.queryLineage(
                        query ->
                                query.startArns(endpoint)
                                        .direction(Direction.ASCENDANTS)
                                        .includeEdges(true));
        same(List.of(endpoint, model, train, data), up.vertices().stream().map(Vertex::arn).toList());
        same(3, up.edges().size());
        List<Vertex> artifacts =
                sagemaker
                        .queryLineagePaginator(
                                query ->
                                        query.startArns(endpoint)
                                                .maxResults(1)
                                                .filters(
                                                        filter ->
                                                                filter.lineageTypes(
                                                                                LineageType.ARTIFACT)
                                                                        .properties(
                                                                                Map.of(
                                                                                        "team",
                                                                                        "fraud"))))
                        .stream()
                        .flatMap(page -> page.vertices().stream())
                        .toList();
        same(List.of(data), artifacts.stream().map(Vertex::arn).toList());

        List<AssociationSummary> associations =
                sagemaker
                        .listAssociationsPaginator(
                                list -> list.destinationType("Model").maxResults(1))
                        .associationSummaries()
                        .stream()
                        .toList();
        same(List.of(train), associations.stream().map(AssociationSummary::sourceArn).toList());
        same("java-train", associations.getFirst().sourceName());

        sagemaker.addTags(tags -> tags.resourceArn(data).tags(tag("tier", "gold")));
        sagemaker.deleteTags(tags -> tags.resourceArn(data).tagKeys("env"));
        same(
                List.of(tag("tier", "gold")),
                sagemaker.listTagsPaginator(tags -> tags.resourceArn(data)).tags().stream().toList());
        same(
                "sagemaker-default-lineage-group",
                sagemaker
                        .listLineageGroups(list -> list.maxResults(10))
                        .lineageGroupSummaries()
                        .getFirst()
                        .lineageGroupName());
        same("s3://java-bank/features", sagemaker.describeArtifact(a -> a.artifactArn(data)).source().sourceUri());
        return endpoint;
    }

    private void associate(String source, String destination, AssociationEdgeType type) {
        sagemaker.addAssociation(
                add -> add.sourceArn(source).destinationArn(destination).associationType(type));
    }

    private String experiments() {
        sagemaker.createExperiment(made -> made.experimentName("java").description("from Java"));
        sagemaker.createTrial(made -> made.trialName("java-trial").experimentName("java"));
        String component =
                sagemaker
                        .createTrialComponent(
                                made ->
                                        made.trialComponentName("java-run")
                                                .startTime(STARTED)
                                                .status(
                                                        status ->
                                                                status.primaryStatus(
                                                                        TrialComponentPrimaryStatus.IN_PROGRESS))
                                                .parameters(
                                                        Map.of(
                                                                "lr",
                                                                parameter(0.1),
                                                                "api_key",
                                                                parameter("correct-horse-battery")))
                                                .inputArtifacts(
                                                        Map.of("data", value("s3://java-bank/features"))))
                        .trialComponentArn();
        sagemaker.associateTrialComponent(
                both -> both.trialName("java-trial").trialComponentName("java-run"));
        for (int step = 0; step < 12; step++) {
            int at = step;
            BatchPutMetricsResponse put =
                    metrics.batchPutMetrics(
                            points ->
                                    points.trialComponentName("java-run")
                                            .metricData(
                                                    point ->
                                                            point.metricName("loss")
                                                                    .timestamp(STARTED.plusSeconds(at))
                                                                    .step(at)
                                                                    .value(1.0 / (at + 1))));
            same(List.of(), put.errors());
        }
        sagemaker.updateTrialComponent(
                update ->
                        update.trialComponentName("java-run")
                                .endTime(STARTED.plusMillis(90_500))
                                .status(
                                        status ->
                                                status.primaryStatus(
                                                        TrialComponentPrimaryStatus.COMPLETED))
                                .outputArtifacts(Map.of("model", value("s3://java-bank/out"))));
        DescribeTrialComponentResponse told =
                sagemaker.describeTrialComponent(one -> one.trialComponentName("java-run"));
        same(STARTED.plusMillis(90_500), told.endTime());
        same(0.1, told.parameters().get("lr").numberValue());
        same(12, told.metrics().getFirst().count());
        same(false, told.toString().contains("correct-horse"));

        List<SearchRecord> found =
                sagemaker
                        .searchPaginator(
                                search ->
                                        search.resource(ResourceType.EXPERIMENT_TRIAL_COMPONENT)
                                                .maxResults(1)
                                                .searchExpression(
                                                        expression ->
                                                                expression.filters(
                                                                        where("Parents.TrialName", "Equals", "java-trial"),
                                                                        where("Metrics.loss.Min", "LessThan", "0.1"))))
                        .results()
                        .stream()
                        .toList();
        same(1, found.size());
        same("java", found.getFirst().trialComponent().parents().getFirst().experimentName());
        BatchGetMetricsResponse points =
                metrics.batchGetMetrics(
                        queries ->
                                queries.metricQueries(
                                        query ->
                                                query.metricName("loss")
                                                        .resourceArn(component)
                                                        .metricStat("Avg")
                                                        .period("IterationNumber")
                                                        .xAxisType("IterationNumber")));
        same(MetricQueryResultStatus.COMPLETE, points.metricQueryResults().getFirst().status());
        same(12, points.metricQueryResults().getFirst().metricValues().size());
        same(
                List.of("java-run"),
                sagemaker
                        .listTrialComponentsPaginator(list -> list.experimentName("java"))
                        .trialComponentSummaries()
                        .stream()
                        .map(one -> one.trialComponentName())
                        .toList());
        return component;
    }

    private void refusals() {
        try {
            sagemaker.describeContext(context -> context.contextName("none"));
            throw new AssertionError("there is none");
        } catch (ResourceNotFoundException absent) {
            same(true, absent.getMessage().contains("'none' does not exist"));
        }
        try {
            sagemaker.createExperiment(made -> made.experimentName("java"));
            throw new AssertionError("made twice");
        } catch (SageMakerException refused) {
            same("ValidationException", refused.awsErrorDetails().errorCode());
            same(true, refused.getMessage().contains("already exists"));
            same(true, refused.requestId() != null);
        }
        try {
            sagemaker.listTrainingJobs();
            throw new AssertionError("forwarding is off");
        } catch (SageMakerException refused) {
            same("OperationNotForwardedException", refused.awsErrorDetails().errorCode());
            same(true, refused.getMessage().contains("forwarding to Amazon SageMaker is off"));
        }
    }

    private void asynchronously() {
        try (SageMakerAsyncClient client = SageMakerAsyncClient.create()) {
            same(
                    "java-run",
                    client.describeTrialComponent(one -> one.trialComponentName("java-run"))
                            .join()
                            .trialComponentName());
        }
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static Filter where(
            String name, String operator, String value) {
        return Filter.builder()
                .name(name)
                .operator(operator)
                .value(value)
                .build();
    }

    private static TrialComponentParameterValue
            parameter(Object value) {
        return value instanceof Double number
                ? TrialComponentParameterValue
                        .fromNumberValue(number)
                : TrialComponentParameterValue
                        .fromStringValue(value.toString());
    }

    private static TrialComponentArtifact value(
            String uri) {
        return TrialComponentArtifact.builder()
                .value(uri)
                .build();
    }

    private static void same(Object expected, Object actual) {
        if (!Objects.equals(expected, actual)) {
            throw new AssertionError("expected " + expected + " and not " + actual);
        }
    }
}
