package io.clew.protocol.sagemaker.record;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.wire.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what calls of SageMaker's own operations say: those that make something, and those that
 * describe it. Saying the same again changes nothing.
 */
public final class Recorder {
    private static final Set<String> RECORDED =
            Set.of(
                    "CreateTrainingJob",
                    "DescribeTrainingJob",
                    "CreateProcessingJob",
                    "DescribeProcessingJob",
                    "CreateTransformJob",
                    "DescribeTransformJob",
                    "CreateModel",
                    "DescribeModel",
                    "CreateModelPackageGroup",
                    "DescribeModelPackageGroup",
                    "CreateModelPackage",
                    "DescribeModelPackage",
                    "UpdateModelPackage",
                    "CreateEndpointConfig",
                    "DescribeEndpointConfig",
                    "CreateEndpoint",
                    "UpdateEndpoint",
                    "DescribeEndpoint",
                    "DeleteEndpoint");

    private Recorder() {}

    /** Says whether anything is kept of an operation. */
    public static boolean records(String operation) {
        return RECORDED.contains(operation);
    }

    /**
     * Keeps what one call says.
     *
     * @param call the operation with its fields, without secrets
     * @param answer the fields of its answer, without secrets
     */
    public static void record(Commit commit, Call call, Map<String, @Nullable Object> answer) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(call.fields());
        fields.putAll(answer);
        Resource resource = new Resource(call, fields);
        Jobs jobs = new Jobs(commit, call);
        Models models = new Models(commit, call);
        Endpoints endpoints = new Endpoints(commit, call);
        switch (call.operation()) {
            case "CreateTrainingJob", "DescribeTrainingJob" ->
                    jobs.keep(JobRecord.training(resource));
            case "CreateProcessingJob", "DescribeProcessingJob" ->
                    jobs.keep(JobRecord.processing(resource));
            case "CreateTransformJob", "DescribeTransformJob" ->
                    jobs.keep(JobRecord.transform(resource));
            case "CreateModel", "DescribeModel" -> models.model(resource);
            case "CreateModelPackageGroup", "DescribeModelPackageGroup" -> models.group(resource);
            case "CreateModelPackage", "DescribeModelPackage", "UpdateModelPackage" ->
                    models.modelPackage(resource);
            case "CreateEndpointConfig", "DescribeEndpointConfig" ->
                    endpoints.configuration(resource);
            case "CreateEndpoint", "UpdateEndpoint", "DescribeEndpoint" ->
                    endpoints.endpoint(resource);
            case "DeleteEndpoint" -> endpoints.deleted(resource);
            default -> {}
        }
    }
}
