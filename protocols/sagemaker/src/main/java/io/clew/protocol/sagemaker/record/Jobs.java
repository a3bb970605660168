package io.clew.protocol.sagemaker.record;

import io.clew.commit.Commit;
import io.clew.commit.Once;
import io.clew.identity.Digests;
import io.clew.identity.Urns;
import io.clew.identity.code.CodeName;
import io.clew.identity.code.CodeState;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.sagemaker.SageMakerUrns;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.protocol.sagemaker.facts.MembershipFacts;
import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.MemberRows;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Times;
import io.clew.store.metrics.MetricPoint;
import io.clew.store.metrics.MetricStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a job as SageMaker does: a trial component with artifacts of its image, inputs and outputs;
 * and says what trial components have no word for: role, code, environment.
 */
final class Jobs {
    private static final String IMAGE_INPUT = "SageMaker.ImageUri";

    private final Commit commit;
    private final Call call;
    private final Kept kept;

    Jobs(Commit commit, Call call) {
        this.commit = commit;
        this.call = call;
        this.kept = new Kept(commit, call);
    }

    void keep(JobRecord job) {
        if (job.name().isEmpty()) {
            return;
        }
        Entity component = component(job);
        String image = job.image();
        if (image != null) {
            kept.association(kept.artifact(image, "Image", Map.of()), component, "ContributedTo");
        }
        job.inputs()
                .values()
                .forEach(
                        uri ->
                                kept.association(
                                        kept.artifact(uri, inputType(uri), Map.of()),
                                        component,
                                        "ContributedTo"));
        String made = job.arnKind().equals("training-job") ? "Model" : "DataSet";
        job.outputs()
                .values()
                .forEach(
                        uri ->
                                kept.association(
                                        component, kept.artifact(uri, made, Map.of()), "Produced"));
        trial(job, component);
        facts(job, SageMakerUrns.job(job.arnKind(), job.name()));
        metrics(job, component);
    }

    private static String inputType(String uri) {
        return uri.contains(":model/") ? "Model" : "DataSet";
    }

    private Entity component(JobRecord job) {
        String name = SageMakerUrns.componentName(job.arnKind(), job.name());
        Arn arn = Arn.of(call.region(), call.account(), EntityKind.COMPONENT, name);
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        job.job()
                .text("ExperimentConfig.TrialComponentDisplayName")
                .ifPresent(shown -> document.put("DisplayName", shown));
        document.put("Source", Map.of("SourceArn", job.arn(), "SourceType", job.sourceType()));
        document.put("Status", job.status());
        Object started = job.started();
        boolean isNew = EntityRows.find(Scope.of(commit), arn.toString()).isEmpty();
        if (started != null) {
            document.put("StartTime", started);
        } else if (isNew) {
            document.put("StartTime", Times.seconds(commit.now().toEpochMilli()));
        }
        if (job.ended() != null) {
            document.put("EndTime", job.ended());
        }
        if (!job.parameters().isEmpty()) {
            document.put("Parameters", job.parameters());
        }
        Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
        if (job.image() != null) {
            inputs.put(IMAGE_INPUT, Map.of("Value", job.image()));
        }
        job.inputs().forEach((input, uri) -> inputs.put(input, Map.of("Value", uri)));
        document.put("InputArtifacts", inputs);
        Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
        job.outputs().forEach((output, uri) -> outputs.put(output, Map.of("Value", uri)));
        document.put("OutputArtifacts", outputs);
        Long created = Times.millis(job.job().fields(), "CreationTime");
        Long modified = Times.millis(job.job().fields(), "LastModifiedTime");
        return kept.entity(
                new Entity(
                        arn,
                        EntityKind.COMPONENT,
                        name,
                        job.sourceType(),
                        job.arn(),
                        "",
                        created == null ? -1 : created,
                        modified == null ? -1 : modified,
                        0,
                        document));
    }

    /** Puts the component where the job was told to belong, if that is known here. */
    private void trial(JobRecord job, Entity component) {
        job.job()
                .text("ExperimentConfig.TrialName")
                .flatMap(
                        name ->
                                EntityRows.find(
                                        Scope.of(commit),
                                        Entities.arn(call, EntityKind.TRIAL, name).toString()))
                .ifPresent(
                        trial -> {
                            MemberRows.add(
                                    Scope.of(commit),
                                    trial.arn().toString(),
                                    component.arn().toString());
                            MembershipFacts.isIn(commit, component, trial);
                        });
    }

    private void facts(JobRecord job, Urn run) {
        EventTime at =
                job.started() instanceof Number seconds
                        ? EventTime.reported(Times.millis(seconds))
                        : EventTime.received(commit.now());
        job.job()
                .text("RoleArn")
                .ifPresent(
                        role -> {
                            Urn agent = Urns.claimedAgent(SageMakerUrns.SYSTEM, role);
                            Once.declare(commit, agent, Attributes.NAME, role, at);
                            Once.declare(commit, run, EdgeKind.ASSOCIATED_WITH, agent, at);
                        });
        if (job.entryPoint() != null) {
            Once.declare(commit, run, Attributes.ENTRY_POINT, job.entryPoint(), at);
        }
        if (job.code() != null) {
            CodeName code =
                    CodeName.byPath(
                            SageMakerUrns.SYSTEM,
                            DatasetNames.read(job.code())
                                    .map(name -> name.text())
                                    .orElse(job.code()),
                            CodeState.UNKNOWN);
            Once.declare(commit, code.urn(), Attributes.SOURCE, job.code(), at);
            Once.declare(commit, run, EdgeKind.EXECUTED, code.urn(), at);
        }
        if (job.image() != null) {
            Urn environment =
                    Urns.of(
                            NodeKind.ENVIRONMENT,
                            "sha256-" + Digests.sha256("image " + job.image() + "\n"));
            Once.declare(commit, environment, Attributes.NAME, job.image(), at);
            Once.declare(commit, environment, "image", job.image(), at);
            Once.declare(commit, run, EdgeKind.RAN_IN, environment, at);
        }
        job.job()
                .map("Environment")
                .forEach(
                        (name, value) -> {
                            if (value != null) {
                                Once.declare(
                                        commit, run, Attributes.ENV + name, value.toString(), at);
                            }
                        });
    }

    /** The last value of each metric is all that a description tells. */
    private void metrics(JobRecord job, Entity component) {
        List<MetricPoint> points = new ArrayList<>();
        for (Resource metric : job.job().list("FinalMetricDataList")) {
            Long at = Times.millis(metric.fields(), "Timestamp");
            if (metric.at("Value") instanceof Number value
                    && at != null
                    && Double.isFinite(value.doubleValue())) {
                metric.text("MetricName")
                        .ifPresent(
                                name ->
                                        points.add(
                                                new MetricPoint(
                                                        name, value.doubleValue(), at, 0, 0)));
            }
        }
        if (!points.isEmpty()) {
            MetricStore.append(commit.db(), commit.workspaceId(), component.nodeId(), points);
        }
    }
}
