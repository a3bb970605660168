package io.clew.fuzz;

import io.clew.http.internal.InProcess.Answer;
import io.clew.http.internal.InProcess.Sent;
import io.clew.http.json.Json;
import io.clew.http.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps things that inputs speak of, made anew as inputs delete them, and things that no input
 * speaks of, which must stay as they are.
 */
final class Scene {
    private static final Pattern WORD = Pattern.compile("\\$([A-Za-z]+)");

    private final Victim victim;
    private final Map<String, String> names = new HashMap<>();
    private final List<String> golden = new ArrayList<>();
    private final Map<String, String> goldenAnswers = new HashMap<>();
    private int times;

    Scene(Victim victim) {
        this.victim = victim;
        keep();
        goldenAnswers.putAll(readGolden());
        renew();
    }

    /** Puts what is there for the words that begin with {@code $}. */
    String named(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        Matcher word = WORD.matcher(text);
        return word.replaceAll(
                found ->
                        Matcher.quoteReplacement(
                                names.getOrDefault(found.group(1), found.group())));
    }

    /** Makes what inputs speak of; a number is part of names that must be new. */
    void renew() {
        times++;
        String experiment =
                made("experiments/create", "{'name':'play-%d'}", times).text("experiment_id");
        names.put("experiment", experiment);
        names.put("experimentName", "play-" + times);
        names.put(
                "spare",
                made("experiments/create", "{'name':'spare-%d'}", times).text("experiment_id"));
        String gone = made("experiments/create", "{'name':'gone-%d'}", times).text("experiment_id");
        made("experiments/delete", "{'experiment_id':'%s'}", gone);
        names.put("gone", gone);
        names.put("run", run(experiment));
        names.put("spareRun", run(experiment));
        names.put("model", "play-" + times);
        names.put("spareModel", "spare-" + times);
        names.put("position", Integer.toString(times));
        names.put("logged", furnished(experiment, names.get("run"), "play-" + times));
        made("registered-models/create", "{'name':'spare-%d'}", times);
        json(
                send(
                        "POST",
                        "/api/v1/merges",
                        "{\"refs\":[\"models:/play-%d\",\"models:/spare-%d\"],\"reason\":\"One.\"}"
                                .formatted(times, times)));
        names.put(
                "upload",
                json(send(
                                "POST",
                                "/api/2.0/mlflow-artifacts/mpu/create/%s/%s/artifacts"
                                        .formatted(experiment, names.get("run")),
                                "{\"path\":\"big.bin\",\"num_parts\":2}"))
                        .text("upload_id"));
        names.put("etagOne", part(1));
        names.put("etagTwo", part(2));
        event();
        names.put("aws", "play-" + times);
        names.put("awsArtifact", SageMakerSeeds.furnish(this::aws, "play-" + times));
    }

    private String aws(String operation, String fields) {
        Answer answer =
                victim.send(
                        new Sent(
                                "POST",
                                "/aws",
                                Map.of(
                                        "host",
                                        "localhost",
                                        "x-amz-target",
                                        "SageMaker." + operation),
                                fields.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        if (answer.status() != 200) {
            throw new AssertionError(operation + " answered " + answer.status() + text(answer));
        }
        return text(answer);
    }

    /** Tells of a run, a job and a dataset; what was deleted of them is there again. */
    private void event() {
        Answer answer =
                send(
                        "POST",
                        "/api/v1/lineage",
                        EVENT.formatted(times / 60 % 60, times % 60).replace('\'', '"'));
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + text(answer));
        }
    }

    private String part(int number) {
        Answer answer =
                send(
                        "PUT",
                        "/api/2.0/mlflow-artifacts/mpu/parts/%s/%d"
                                .formatted(names.get("upload"), number),
                        "part");
        return answer.headers().getOrDefault("ETag", "");
    }

    /** Counts on, for names that must be new. */
    void count(long number) {
        names.put("n", Long.toString(number));
    }

    /** Returns what is no longer as it was, of the things that no input speaks of. */
    List<String> damage() {
        Map<String, String> now = readGolden();
        return golden.stream()
                .filter(each -> !now.get(each).equals(goldenAnswers.get(each)))
                .map(each -> each + " was " + goldenAnswers.get(each) + " and is " + now.get(each))
                .toList();
    }

    private void keep() {
        // Numbers are ids of experiments: the first ones are what any small number hits.
        for (int i = 0; i < 12; i++) {
            made("experiments/create", "{'name':'small-number-%d'}", i);
        }
        String experiment = made("experiments/create", "{'name':'golden'}").text("experiment_id");
        String run = run(experiment);
        String logged = furnished(experiment, run, "golden");
        String api = "/api/2.0/mlflow/";
        golden.add(api + "experiments/get?experiment_id=" + experiment);
        golden.add(api + "runs/get?run_id=" + run);
        golden.add(api + "metrics/get-history?run_id=" + run + "&metric_key=acc");
        golden.add(api + "logged-models/" + logged);
        golden.add(api + "registered-models/get?name=golden");
        golden.add(api + "model-versions/get?name=golden&version=1");
        golden.add(api + "registered-models/alias?name=golden&alias=live");
        golden.add(api + "artifacts/list?run_id=" + run);
        golden.add("/get-artifact?run_id=" + run + "&path=a.txt");
        golden.add("/api/v1/node?ref=models:/golden@live");
        golden.add("/api/v1/lineage?of=models:/golden/1&direction=both");
        golden.add("/api/v1/explain?ref=models:/golden/1");
        golden.add("/api/v1/metrics?of=runs:/" + run);
    }

    private Map<String, String> readGolden() {
        Map<String, String> answers = new HashMap<>();
        for (String each : golden) {
            Answer answer = send("GET", each, "");
            if (answer.status() != 200) {
                throw new AssertionError(each + " answered " + answer.status() + text(answer));
            }
            answers.put(each, text(answer));
        }
        return answers;
    }

    private String run(String experiment) {
        return made(
                        "runs/create",
                        "{'experiment_id':'%s','start_time':1700000000000,'tags':[{'key':'mlflow.user','value':'ann'},{'key':'color','value':'red'}]}",
                        experiment)
                .object("run")
                .object("info")
                .text("run_id");
    }

    /** Gives a run metrics, files, an input, a logged model, and a registered version of it. */
    private String furnished(String experiment, String run, String model) {
        made("runs/log-batch", BATCH.formatted(run));
        made(
                "experiments/set-experiment-tag",
                "{'experiment_id':'%s','key':'team','value':'a'}",
                experiment);
        made("runs/log-inputs", INPUTS.formatted(run, model));
        String logged =
                made(
                                "logged-models",
                                "{'experiment_id':'%s','name':'lm','source_run_id':'%s','tags':[{'key':'a','value':'b'}]}",
                                experiment,
                                run)
                        .object("model")
                        .object("info")
                        .text("model_id");
        for (String file :
                List.of(
                        run + "/artifacts/a.txt",
                        run + "/artifacts/model/a.txt",
                        "models/" + logged + "/artifacts/MLmodel")) {
            json(
                    send(
                            "PUT",
                            "/api/2.0/mlflow-artifacts/artifacts/%s/%s".formatted(experiment, file),
                            "some: text"));
        }
        made("registered-models/create", "{'name':'%s'}", model);
        for (int i = 0; i < 2; i++) {
            made(
                    "model-versions/create",
                    "{'name':'%s','source':'runs:/%s/model','run_id':'%s','model_id':'%s'}",
                    model,
                    run,
                    run,
                    logged);
        }
        made("registered-models/alias", "{'name':'%s','alias':'live','version':'1'}", model);
        json(
                send(
                        "POST",
                        "/api/v1/notes",
                        "{\"ref\":\"models:/%s/1\",\"text\":\"Why?\"}".formatted(model)));
        return logged;
    }

    private static final String BATCH =
            "{'run_id':'%s','metrics':[{'key':'acc','value':0.5,'timestamp':1,'step':1},"
                    + "{'key':'acc','value':0.6,'timestamp':2,'step':2},"
                    + "{'key':'loss','value':'NaN','timestamp':2,'step':2}],"
                    + "'params':[{'key':'lr','value':'0.1'}],'tags':[{'key':'t','value':'v'}]}";

    private static final String EVENT =
            "{'eventType':'COMPLETE','eventTime':'2026-01-01T00:%02d:%02dZ','producer':'https://example.com/p',"
                    + "'schemaURL':'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent',"
                    + "'run':{'runId':'01941111-0000-7000-8000-000000000001'},'job':{'namespace':'x','name':'x'},"
                    + "'outputs':[{'namespace':'x','name':'x','facets':{'schema':{'_producer':'https://example.com/p',"
                    + "'_schemaURL':'https://example.com/f','fields':[{'name':'x','type':'INT'}]}}}]}";

    private static final String INPUTS =
            "{'run_id':'%s','datasets':[{'dataset':{'name':'d','digest':'abc123','source_type':'s3',"
                    + "'source':'{\\\"uri\\\":\\\"s3://%s/t\\\"}'}}]}";

    private JsonObject made(String call, String template, Object... values) {
        String body =
                (values.length == 0 ? template : template.formatted(values)).replace('\'', '"');
        return json(send("POST", "/api/2.0/mlflow/" + call, body));
    }

    private Answer send(String method, String target, String body) {
        return victim.send(
                new Sent(
                        method,
                        target,
                        Map.of("host", "localhost", "content-type", "application/json"),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonObject json(Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + text(answer));
        }
        return Json.readObject(answer.body());
    }

    private static String text(Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
