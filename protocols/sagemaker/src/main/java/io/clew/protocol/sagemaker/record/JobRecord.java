package io.clew.protocol.sagemaker.record;

import io.clew.protocol.sagemaker.wire.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says of one job what SageMaker itself says of it in a trial component.
 *
 * @param arnKind such as {@code training-job}
 * @param sourceType such as {@code SageMakerTrainingJob}
 * @param inputs address by name
 * @param outputs address by name
 * @param code address of its code; null when none is told
 */
record JobRecord(
        String arnKind,
        String sourceType,
        String name,
        String arn,
        Resource job,
        Map<String, String> inputs,
        Map<String, String> outputs,
        Map<String, Object> parameters,
        @Nullable String image,
        @Nullable String code,
        @Nullable String entryPoint) {

    /** Where containers of the SDK find their code, and its first file. */
    private static final String CODE = "sagemaker_submit_directory";

    private static final String PROGRAM = "sagemaker_program";

    /** What the SDK calls the input that holds a processing job's script. */
    private static final String CODE_INPUT = "code";

    static JobRecord training(Resource job) {
        String name = job.text("TrainingJobName").orElse("");
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Resource channel : job.list("InputDataConfig")) {
            String channelName = channel.text("ChannelName").orElse("input");
            channel.text("DataSource.S3DataSource.S3Uri")
                    .or(() -> channel.text("DataSource.FileSystemDataSource.DirectoryPath"))
                    .ifPresent(uri -> inputs.put(channelName, uri));
        }
        Map<String, String> outputs = new LinkedHashMap<>();
        job.text("ModelArtifacts.S3ModelArtifacts")
                .or(
                        () ->
                                job.text("OutputDataConfig.S3OutputPath")
                                        .map(path -> below(path, name + "/output/model.tar.gz")))
                .ifPresent(uri -> outputs.put("SageMaker.ModelArtifact", uri));
        Map<String, Object> parameters = parameters(job, "HyperParameters");
        resources(job, "ResourceConfig", parameters);
        return new JobRecord(
                "training-job",
                "SageMakerTrainingJob",
                name,
                job.arn("TrainingJobArn", "training-job", name),
                job,
                inputs,
                outputs,
                parameters,
                job.text("AlgorithmSpecification.TrainingImage")
                        .or(() -> job.text("AlgorithmSpecification.AlgorithmName"))
                        .orElse(null),
                unquoted(job.map("HyperParameters").get(CODE)),
                unquoted(job.map("HyperParameters").get(PROGRAM)));
    }

    static JobRecord processing(Resource job) {
        String name = job.text("ProcessingJobName").orElse("");
        Map<String, String> inputs = new LinkedHashMap<>();
        String code = null;
        for (Resource input : job.list("ProcessingInputs")) {
            Optional<String> uri = input.text("S3Input.S3Uri");
            String inputName = input.text("InputName").orElse("input");
            if (uri.isPresent() && inputName.equals(CODE_INPUT)) {
                code = uri.get();
            } else if (uri.isPresent()) {
                inputs.put(inputName, uri.get());
            }
        }
        Map<String, String> outputs = new LinkedHashMap<>();
        for (Resource output : job.list("ProcessingOutputConfig.Outputs")) {
            output.text("S3Output.S3Uri")
                    .ifPresent(uri -> outputs.put(output.text("OutputName").orElse("output"), uri));
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        resources(job, "ProcessingResources.ClusterConfig", parameters);
        List<String> command =
                job.at("AppSpecification.ContainerEntrypoint") instanceof List<?> words
                        ? words.stream().map(String::valueOf).toList()
                        : List.of();
        return new JobRecord(
                "processing-job",
                "SageMakerProcessingJob",
                name,
                job.arn("ProcessingJobArn", "processing-job", name),
                job,
                inputs,
                outputs,
                parameters,
                job.text("AppSpecification.ImageUri").orElse(null),
                code,
                command.isEmpty() ? null : String.join(" ", command));
    }

    static JobRecord transform(Resource job) {
        String name = job.text("TransformJobName").orElse("");
        Map<String, String> inputs = new LinkedHashMap<>();
        job.text("TransformInput.DataSource.S3DataSource.S3Uri")
                .ifPresent(uri -> inputs.put("SageMaker.TransformInput", uri));
        job.text("ModelName")
                .ifPresent(
                        model ->
                                inputs.put("SageMaker.Model", job.arn("ModelArn", "model", model)));
        Map<String, String> outputs = new LinkedHashMap<>();
        job.text("TransformOutput.S3OutputPath")
                .ifPresent(uri -> outputs.put("SageMaker.TransformOutput", uri));
        Map<String, Object> parameters = new LinkedHashMap<>();
        resources(job, "TransformResources", parameters);
        return new JobRecord(
                "transform-job",
                "SageMakerTransformJob",
                name,
                job.arn("TransformJobArn", "transform-job", name),
                job,
                inputs,
                outputs,
                parameters,
                null,
                null,
                null);
    }

    private static Map<String, Object> parameters(Resource job, String path) {
        Map<String, Object> all = new LinkedHashMap<>();
        job.map(path)
                .forEach(
                        (key, value) -> {
                            if (value != null) {
                                all.put(key, Map.of("StringValue", value.toString()));
                            }
                        });
        return all;
    }

    private static void resources(Resource job, String path, Map<String, Object> into) {
        job.text(path + ".InstanceType")
                .ifPresent(type -> into.put("SageMaker.InstanceType", Map.of("StringValue", type)));
        for (String number : List.of("InstanceCount", "VolumeSizeInGB")) {
            if (job.at(path + "." + number) instanceof Number count) {
                into.put("SageMaker." + number, Map.of("NumberValue", count));
            }
        }
    }

    /** The SDK writes values of hyperparameters as JSON. */
    private static @Nullable String unquoted(@Nullable Object value) {
        String text = value == null ? "" : value.toString().strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        String plain = quoted ? text.substring(1, text.length() - 1) : text;
        return plain.isEmpty() ? null : plain;
    }

    private static String below(String folder, String path) {
        return folder.endsWith("/") ? folder + path : folder + "/" + path;
    }

    /** Returns how far the job has come, in the words of trial components. */
    Map<String, @Nullable Object> status() {
        String word =
                job.text("TrainingJobStatus")
                        .or(() -> job.text("ProcessingJobStatus"))
                        .or(() -> job.text("TransformJobStatus"))
                        .orElse("InProgress");
        return Fields.of()
                .put("PrimaryStatus", word)
                .put("Message", job.text("FailureReason").orElse(null))
                .map();
    }

    /** Returns when it began, in seconds; null when that is not told. */
    @Nullable Object started() {
        return first(
                "TrainingStartTime", "ProcessingStartTime", "TransformStartTime", "CreationTime");
    }

    /** Returns when it ended, in seconds; null when it has not. */
    @Nullable Object ended() {
        return first("TrainingEndTime", "ProcessingEndTime", "TransformEndTime");
    }

    private @Nullable Object first(String... fields) {
        for (String field : fields) {
            if (job.at(field) instanceof Number seconds) {
                return seconds;
            }
        }
        return null;
    }
}
