package io.clew.protocol.azureml.harvest;

import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.Urn;
import java.util.Map;
import java.util.Optional;

/** Says what jobs, the children of pipelines and schedules did and used. */
final class JobFacts {
    private JobFacts() {}

    /** A job as Azure Resource Manager tells it. */
    static void job(Facts facts, Told resource) {
        Told job = resource.at("properties");
        Urn run = facts.names().run(resource.text("name"));
        facts.subject(run);
        facts.about(run, resource);
        facts.value(run, Attributes.NAME, job.firstText("displayName"));
        facts.value(run, Attributes.JOB_TYPE, job.text("jobType"));
        facts.value(run, Attributes.STARTED, resource.at("systemData").text("createdAt"));
        facts.value(run, Attributes.STATUS, status(job.text("status")));
        facts.value(run, Attributes.ARN, resource.text("id"));
        experiment(facts, run, job.text("experimentName"));
        work(facts, run, job);
        facts.git(run, job.at("properties"));
        job.at("properties")
                .eachText((key, text) -> facts.value(run, Attributes.PROPERTY + key, text));
        AssetId.of(job.text("sourceJobId"))
                .ifPresent(
                        source ->
                                facts.edge(
                                        run,
                                        EdgeKind.INFORMED_BY,
                                        facts.names().run(source.name())));
        // A sweep's trial says what each of its runs executes.
        work(facts, run, job.at("trial"));
        job.at("jobs")
                .eachObject(
                        (name, step) ->
                                AssetId.of(step.text("componentId"))
                                        .ifPresent(
                                                id ->
                                                        facts.edge(
                                                                run,
                                                                EdgeKind.EXECUTED,
                                                                facts.names().component(id),
                                                                Map.of(Attributes.CONTEXT, name))));
    }

    private static void experiment(Facts facts, Urn run, String name) {
        if (!name.isEmpty()) {
            Urn experiment = facts.names().experiment(name);
            facts.value(experiment, Attributes.NAME, name);
            facts.edge(run, EdgeKind.PART_OF, experiment);
        }
    }

    /** What is executed where, with what and what comes of it. */
    private static void work(Facts facts, Urn run, Told job) {
        Names names = facts.names();
        AssetId.of(job.text("codeId"))
                .ifPresent(id -> facts.edge(run, EdgeKind.EXECUTED, names.code(id)));
        AssetId.of(job.text("componentId"))
                .ifPresent(id -> facts.edge(run, EdgeKind.EXECUTED, names.component(id)));
        AssetId.of(job.text("environmentId"))
                .ifPresent(id -> facts.edge(run, EdgeKind.RAN_IN, names.environment(id)));
        facts.value(run, Attributes.HOST, last(job.text("computeId")));
        facts.value(run, "command", job.text("command"));
        job.at("environmentVariables")
                .eachText((key, text) -> facts.value(run, Attributes.ENV + key, text));
        job.at("inputs").eachObject((name, input) -> input(facts, run, name, input));
        job.at("outputs").eachObject((name, output) -> output(facts, run, name, output));
    }

    private static void input(Facts facts, Urn run, String name, Told input) {
        Map<String, Object> as = Map.of(Attributes.CONTEXT, name);
        String uri = input.text("uri");
        if (uri.isEmpty()) {
            facts.value(run, Attributes.PARAM + name, input.text("value"));
            return;
        }
        Optional<AssetId> id = AssetId.of(uri);
        if (input.text("jobInputType").endsWith("_model")
                && id.filter(one -> !one.kind().equals("data")).isPresent()) {
            facts.edge(run, EdgeKind.USED, facts.names().modelVersion(id.get()), as);
        } else if (id.filter(one -> one.kind().equals("jobs")).isPresent()) {
            facts.edge(run, EdgeKind.INFORMED_BY, facts.names().run(id.get().name()), as);
        } else {
            facts.names().data(uri).ifPresent(data -> facts.edge(run, EdgeKind.USED, data, as));
        }
    }

    private static void output(Facts facts, Urn run, String name, Told output) {
        Map<String, Object> as = Map.of(Attributes.CONTEXT, name);
        String asset = output.text("assetName");
        if (!asset.isEmpty()) {
            AssetId id =
                    new AssetId(
                            output.text("jobOutputType").endsWith("_model") ? "models" : "data",
                            "",
                            asset,
                            output.text("assetVersion"));
            Urn made =
                    id.kind().equals("models")
                            ? id.version().isEmpty()
                                    ? facts.names().model(id)
                                    : facts.names().modelVersion(id)
                            : facts.names().dataVersion(id);
            facts.edge(made, EdgeKind.GENERATED_BY, run, as);
        }
        facts.names()
                .place(output.text("uri"))
                .ifPresent(data -> facts.edge(data, EdgeKind.GENERATED_BY, run, as));
    }

    /** A child of a pipeline, or more of a job, as the run history tells it. */
    static void history(Facts facts, Told run) {
        Names names = facts.names();
        Urn node = names.run(run.firstText("runId", "name"));
        facts.subject(node);
        facts.value(node, Attributes.NAME, run.firstText("displayName", "name"));
        facts.value(node, Attributes.STATUS, status(run.text("status")));
        facts.value(node, Attributes.STARTED, run.firstText("startTimeUtc", "createdUtc"));
        facts.value(node, Attributes.ENDED, run.text("endTimeUtc"));
        facts.git(node, run.at("properties"));
        String parent = run.text("parentRunId");
        if (!parent.isEmpty()) {
            facts.edge(node, EdgeKind.PART_OF, names.run(parent));
        }
        for (Told input : run.list("inputDatasets")) {
            Told asset = input.at("identifier");
            String id = asset.firstText("registeredId", "savedId");
            String version = asset.text("registeredVersion");
            if (!id.isEmpty()) {
                named(names, id, version).ifPresent(data -> facts.edge(node, EdgeKind.USED, data));
            }
        }
        for (Told output : run.list("outputDatasets")) {
            Told asset = output.at("identifier");
            String id = asset.firstText("registeredId", "savedId");
            if (!id.isEmpty()) {
                named(names, id, asset.text("registeredVersion"))
                        .ifPresent(data -> facts.edge(data, EdgeKind.GENERATED_BY, node));
            }
        }
        run.at("inputs")
                .eachObject(
                        (name, input) ->
                                names.data(input.text("assetId"))
                                        .ifPresent(
                                                data ->
                                                        facts.edge(
                                                                node,
                                                                EdgeKind.USED,
                                                                data,
                                                                Map.of(Attributes.CONTEXT, name))));
        run.at("outputs")
                .eachObject(
                        (name, output) ->
                                names.data(output.text("assetId"))
                                        .ifPresent(
                                                data ->
                                                        facts.edge(
                                                                data,
                                                                EdgeKind.GENERATED_BY,
                                                                node,
                                                                Map.of(Attributes.CONTEXT, name))));
    }

    private static Optional<Urn> named(Names names, String id, String version) {
        return AssetId.of(id).isPresent()
                ? names.data(id)
                : Optional.of(names.dataVersion(new AssetId("data", "", id, version)));
    }

    /** That the children of a pipeline could not be read: its lineage has a gap. */
    static void childrenUnknown(Facts facts, Told record) {
        Urn run = facts.names().run(record.text("job"));
        facts.subject(run);
        facts.value(run, Attributes.EXTRACTION_ERROR, record.text("reason"));
    }

    /** A schedule or monitor: what it starts is part of it, what it watches it used. */
    static void schedule(Facts facts, Told resource) {
        Names names = facts.names();
        Urn schedule = names.schedule(resource.text("name"));
        facts.subject(schedule);
        facts.about(schedule, resource);
        Told properties = resource.at("properties");
        facts.value(schedule, Attributes.NAME, properties.firstText("displayName"));
        facts.value(
                schedule, "trigger", properties.at("trigger").firstText("expression", "frequency"));
        Told action = properties.at("action");
        facts.value(schedule, Attributes.JOB_TYPE, action.text("actionType"));
        for (String run : resource.texts("runs")) {
            facts.edge(names.run(run), EdgeKind.PART_OF, schedule);
        }
        work(facts, schedule, action.at("jobDefinition"));
        Told monitor = action.at("monitorDefinition");
        Told target = monitor.at("monitoringTarget");
        AssetId.of(target.text("modelId"))
                .ifPresent(id -> facts.edge(schedule, EdgeKind.USED, names.modelVersion(id)));
        AssetId.of(target.firstText("deploymentId", "endpointDeploymentId"))
                .ifPresent(
                        id ->
                                facts.edge(
                                        schedule,
                                        EdgeKind.USED,
                                        names.deployment(id.name(), id.version())));
        monitor.at("signals")
                .eachObject(
                        (name, signal) -> {
                            for (Told data : signal.list("productionData")) {
                                watched(facts, schedule, data, name + ".production");
                            }
                            watched(
                                    facts,
                                    schedule,
                                    signal.at("productionData"),
                                    name + ".production");
                            watched(
                                    facts,
                                    schedule,
                                    signal.at("referenceData"),
                                    name + ".reference");
                        });
    }

    private static void watched(Facts facts, Urn schedule, Told data, String context) {
        facts.names()
                .data(data.firstText("uri"))
                .ifPresent(
                        dataset ->
                                facts.edge(
                                        schedule,
                                        EdgeKind.USED,
                                        dataset,
                                        Map.of(Attributes.CONTEXT, context)));
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /** Returns Clew's word for Azure's; empty for none. */
    static String status(String word) {
        return switch (word) {
            case "Completed" -> "complete";
            case "Failed", "NotResponding" -> "failed";
            case "Canceled", "CancelRequested" -> "aborted";
            case "" -> "";
            default -> "running";
        };
    }
}
