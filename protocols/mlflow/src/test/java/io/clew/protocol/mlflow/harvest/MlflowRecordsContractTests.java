package io.clew.protocol.mlflow.harvest;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.Committer;
import io.clew.http.json.Json;
import io.clew.intake.RecordIntake;
import io.clew.model.Workspace;
import io.clew.model.log.LogEntry;
import io.clew.model.log.LogRecord;
import io.clew.protocol.mlflow.Facts;
import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.artifacts.ArtifactWrites;
import io.clew.protocol.mlflow.experiments.ArtifactLocation;
import io.clew.protocol.mlflow.experiments.DefaultExperiment;
import io.clew.protocol.mlflow.rows.MlflowStore;
import io.clew.store.Store;
import io.clew.store.blobs.Blob;
import io.clew.store.blobs.FileBlobStore;
import io.clew.store.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that what is harvested says what clients would have said, and says it once. */
abstract class MlflowRecordsContractTests {
    private static final String RUN = "0123456789abcdef0123456789abcdef";
    private static final String ANN = "Basic YW5uOng="; // ann:x

    private static final String RECORD =
            "{'type':'run','id':'%s','experiment':'0','name':'first','user':'ann','status':'FINISHED','start':5000,"
                    + "'end':9000,'uri':'mlflow-artifacts:/0/%s/artifacts','deleted':false,"
                    + "'tags':{'mlflow.runName':'first','mlflow.source.name':'train.py','team':'risk'},'params':{'lr':'0.1'},"
                    + "'inputs':[{'name':'tx','digest':'abc','source_type':'s3','source':'s3://bank/tx',"
                    + "'tags':{'mlflow.data.context':'training'}}],'points':[['loss',0.5,6000,1],['loss','NaN',6001,2]]}";

    @TempDir Path folder;
    private final List<LogEntry> heard = new CopyOnWriteArrayList<>();
    private Store store;
    private RecordIntake intake;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void open() {
        store = newDatabase().open(MlflowServer.migrations());
        Committer committer = new Committer(store, InstantSource.system(), List.of(heard::add));
        MlflowStore mlflow = new MlflowStore(store, committer, InstantSource.system());
        DefaultExperiment.ensure(mlflow, new ArtifactLocation(ArtifactLocation.PROXY));
        intake =
                new MlflowRecords(
                        committer,
                        new ArtifactWrites(
                                mlflow,
                                new FileBlobStore(
                                        folder.resolve("blobs"), InstantSource.system())));
        heard.clear();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static String run(String... replacements) {
        String record = RECORD.formatted(RUN, RUN);
        for (int i = 0; i < replacements.length; i += 2) {
            record = record.replace(replacements[i], replacements[i + 1]);
        }
        return record;
    }

    /** Takes records; returns why each was refused, or null. */
    private List<String> take(boolean isKnown, String... records) {
        return intake
                .take(
                        new RecordIntake.Batch(
                                Workspace.DEFAULT,
                                "anonymous",
                                "mlflow",
                                "old",
                                Stream.of(records)
                                        .map(r -> r.replace('\'', '"'))
                                        .map(r -> r.getBytes(StandardCharsets.UTF_8))
                                        .toList(),
                                Collections.nCopies(records.length, isKnown)),
                        (db, outcomes) -> {})
                .stream()
                .map(RecordIntake.Outcome::refusal)
                .toList();
    }

    private List<String> news() {
        List<LogRecord> records =
                heard.stream().flatMap(entry -> entry.records().stream()).toList();
        heard.clear();
        return Facts.texts(records).stream().sorted().toList();
    }

    @Test
    void saysWhatAClientSays() {
        assertThat(take(false, run())).containsOnlyNulls();
        List<String> harvested = news();
        try (MlflowServer server = MlflowServer.start(folder.resolve("client"))) {
            int seen = server.log().size();
            String id =
                    server.send(
                                    "POST",
                                    "/api/2.0/mlflow/runs/create",
                                    json(
                                            "{'experiment_id':'0','user_id':'ann','run_name':'first','start_time':5000,"
                                                    + "'tags':[{'key':'mlflow.source.name','value':'train.py'},{'key':'team','value':'risk'}]}"),
                                    "Authorization",
                                    ANN)
                            .json()
                            .object("run")
                            .object("info")
                            .text("run_id");
            for (List<String> call :
                    List.of(
                            List.of("log-parameter", "'key':'lr','value':'0.1'"),
                            List.of(
                                    "log-inputs",
                                    "'datasets':[{'tags':[{'key':'mlflow.data.context','value':'training'}],'dataset':"
                                            + "{'name':'tx','digest':'abc','source_type':'s3','source':'s3://bank/tx'}}]"),
                            List.of(
                                    "log-metric",
                                    "'key':'loss','value':0.5,'timestamp':6000,'step':1"),
                            List.of("update", "'status':'FINISHED','end_time':9000"))) {
                server.send(
                        "POST",
                        "/api/2.0/mlflow/runs/" + call.getFirst(),
                        json("{'run_id':'" + id + "'," + call.getLast() + "}"),
                        "Authorization",
                        ANN);
            }
            assertThat(harvested)
                    .isEqualTo(
                            Facts.texts(server.recordsAfter(seen)).stream()
                                    .map(text -> text.replace(id, RUN))
                                    .sorted()
                                    .toList());
        }
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aRepeatLeavesNoTraceAndAChangeOnlyItself() {
        take(false, run());
        news();
        assertThat(take(true, run())).containsOnlyNulls();
        assertThat(heard).isEmpty();
        take(true, run("'team':'risk'", "'team':'fraud'", ",['loss','NaN',6001,2]", ""));
        assertThat(news()).containsExactly("run:mlflow/" + RUN + " tag.team=fraud");
        take(true, run("'team':'risk'", "'late':'yes'", "6001,2]", "6001,2],['loss',1,7000,3]"));
        assertThat(news())
                .containsExactly(
                        "run:mlflow/" + RUN + " tag.late=yes",
                        "run:mlflow/" + RUN + " tag.team=null");
        take(true, "{'type':'gone','what':'run','id':'%s'}".formatted(RUN));
        assertThat(news()).containsExactly("run:mlflow/" + RUN + " deleted=true");
    }

    @Test
    void keepsTheRegistryWithItsNumbersAndTimes() {
        String version =
                "{'type':'version','name':'fraud','version':7,'stage':'Production','source':'runs:/%s/model','run':'%s',"
                        + "'created':6000,'updated':8000}";
        assertThat(
                        take(
                                false,
                                run(),
                                "{'type':'registered','name':'fraud','created':5500,'updated':8000,'tags':{'a':'b'}}",
                                version.formatted(RUN, RUN),
                                "{'type':'aliases','name':'fraud','created':5500,'aliases':{'live':7}}"))
                .containsOnlyNulls();
        assertThat(news())
                .contains(
                        "model:mlflow/fraud name=fraud @5500",
                        "model:mlflow/fraud tag.a=b @5500",
                        "model-version:mlflow/fraud/7 stage=None @6000",
                        "model-version:mlflow/fraud/7 stage=Production @8000",
                        "model-version:mlflow/fraud/7 generated-by run:mlflow/" + RUN + " @6000",
                        "model-version:mlflow/fraud/7 alias.live=true");
        take(true, "{'type':'aliases','name':'fraud','created':5500,'aliases':{}}");
        assertThat(news()).containsExactly("model-version:mlflow/fraud/7 alias.live=null");
        take(true, "{'type':'gone','what':'version','id':'fraud','version':7}");
        assertThat(news()).containsExactly("model-version:mlflow/fraud/7 deleted=true");
    }

    @Test
    void filesThatAreCopiedBelongToTheirRunAndStay() throws IOException {
        String root = "mlflow-artifacts:/copied/" + RUN + "/artifacts";
        String elsewhere = run("mlflow-artifacts:/0/" + RUN + "/artifacts", "s3://old/x");
        take(false, elsewhere);
        news();
        assertThat(take(true, run("mlflow-artifacts:/0/" + RUN + "/artifacts", root)))
                .containsOnlyNulls();
        assertThat(news()).containsExactly("run:mlflow/" + RUN + " storage=" + root);
        String path = "copied/" + RUN + "/artifacts/model/conda.yaml";
        Blob blob =
                intake.file(
                        Workspace.DEFAULT,
                        "anonymous",
                        path,
                        new ByteArrayInputStream(
                                "dependencies: [python=3.12]".getBytes(StandardCharsets.UTF_8)));
        assertThat(news())
                .contains(
                        "artifact:mlflow/%s/model/conda.yaml generated-by run:mlflow/%s"
                                .formatted(RUN, RUN))
                .anyMatch(fact -> fact.startsWith("run:mlflow/" + RUN + " ran-in environment:"));
        String receipt = "{'type':'files','files':[{'path':'%s','sha256':'%s','size_bytes':%d}]}";
        assertThat(take(false, receipt.formatted(path, blob.sha256(), blob.sizeBytes())))
                .containsOnlyNulls();
        assertThat(take(false, receipt.formatted(path, blob.sha256(), 1)))
                .allMatch(reason -> reason.contains("did not come whole"));
        take(true, elsewhere);
        assertThat(heard).as("a later pass that leaves files in place").isEmpty();
    }

    private static final String MODEL = "m-" + RUN;
    private static final String TOLD =
            "{'type':'model-files','of':'model','id':'%s','folder':'','files':{'MLmodel':"
                    + "'flavors:\\n  sklearn: {pickled_model: m.pkl}\\n  transformers: {source_model_name: bert}\\n"
                    + "signature:\\n  inputs: none\\n','requirements.txt':'pandas==2.2.1\\n','python_env.yaml':'python: 3.12.1'}}";

    private static String model(String status, String uri) {
        return "{'type':'model','id':'%s','experiment':'0','name':'m','uri':'%s','created':7000,'updated':8000,'status':%s,'run':'%s'}"
                .formatted(MODEL, uri, status, RUN);
    }

    @Test
    void filesOfAModelThatStayTellWhatAnUploadTells() throws IOException {
        take(false, run(), model("2", "gs://old/x"));
        news();
        String told = TOLD.formatted(MODEL);
        assertThat(take(false, told)).containsOnlyNulls();
        List<String> said = news();
        assertThat(said)
                .contains(
                        "logged-model:mlflow/" + MODEL + " base-model=bert @7000",
                        "logged-model:mlflow/" + MODEL + " flavors=[sklearn, transformers] @7000",
                        "logged-model:mlflow/" + MODEL + " signature={inputs=none} @7000")
                .anyMatch(
                        fact ->
                                fact.matches(
                                        "run:mlflow/"
                                                + RUN
                                                + " ran-in environment:sha256-\\w+ @7000"))
                .anyMatch(fact -> fact.contains(" packages={pandas=2.2.1"))
                .anyMatch(fact -> fact.contains(" python=3.12.1"));
        assertThat(take(true, told)).containsOnlyNulls();
        assertThat(heard).as("a repeat").isEmpty();
        assertThat(take(true, told.replace("2.2.1", "2.3.0"))).containsOnlyNulls();
        assertThat(news())
                .anyMatch(fact -> fact.startsWith("not run:mlflow/" + RUN + " ran-in"))
                .anyMatch(fact -> fact.contains(" packages={pandas=2.3.0"))
                .noneMatch(fact -> fact.contains("flavors"));
        take(true, told);
        news();

        // The same files, copied, say the same of the model and its run.
        take(true, model("2", "mlflow-artifacts:/copied/models/" + MODEL + "/artifacts"));
        news();
        for (String file : List.of("requirements.txt", "python_env.yaml", "MLmodel")) {
            intake.file(
                    Workspace.DEFAULT,
                    "anonymous",
                    "copied/models/" + MODEL + "/artifacts/" + file,
                    new ByteArrayInputStream(content(told, file)));
        }
        List<String> copied = news();
        String environment =
                said.stream()
                        .filter(fact -> fact.contains("ran-in"))
                        .map(fact -> fact.replace(" @7000", ""))
                        .findFirst()
                        .orElseThrow();
        assertThat(copied.stream().filter(fact -> fact.contains("ran-in")).toList())
                .contains(environment);
        assertThat(copied)
                .contains("logged-model:mlflow/" + MODEL + " flavors=[sklearn, transformers]");
        assertThat(take(true, told.replace("2.2.1", "9"))).containsOnlyNulls();
        assertThat(heard).as("what is here tells itself").isEmpty();
    }

    private static byte[] content(String told, String file) {
        return Json.readObject(json(told))
                .object("files")
                .text(file)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void filesOfAModelBelowItsRunTellOfTheRun() {
        take(false, run("mlflow-artifacts:/0/" + RUN + "/artifacts", "s3://old/x"));
        news();
        String told =
                TOLD.formatted(RUN)
                        .replace("'of':'model'", "'of':'run'")
                        .replace("'folder':''", "'folder':'a/model'");
        assertThat(take(false, told)).containsOnlyNulls();
        assertThat(news())
                .contains("run:mlflow/" + RUN + " flavors=[sklearn, transformers] @5000")
                .anyMatch(
                        fact ->
                                fact.matches(
                                        "run:mlflow/"
                                                + RUN
                                                + " ran-in environment:sha256-\\w+ @5000"));
        assertThat(take(true, told)).containsOnlyNulls();
        assertThat(heard).isEmpty();
    }

    @Test
    void aModelThatIsNotFinishedTellsNothingAndBadFilesAreRefused() {
        take(false, run(), model("1", "gs://old/x"));
        news();
        String told = TOLD.formatted(MODEL);
        assertThat(take(false, told)).containsOnlyNulls();
        assertThat(
                        take(
                                false,
                                told.replace(MODEL, "m-none"),
                                told.replace("'of':'model'", "'of':'version'"),
                                told.replace("'folder':''", "'folder':'../x'"),
                                told.replace("requirements.txt", "passwd")))
                .doesNotContainNull();
        assertThat(heard).isEmpty();
    }

    @Test
    void refusesWhatIsInTheWayAndWhatIsMalformed() {
        List<String> refused =
                take(
                        false,
                        "{'type':'experiment','id':'0','name':'other'}",
                        "{'type':'experiment','id':'5','name':'Default'}",
                        "{'type':'experiment','id':'x','name':'y'}",
                        run("'experiment':'0'", "'experiment':'77'"),
                        run("'FINISHED'", "'DREAMING'"),
                        run("6000,1]", "'late',1]"),
                        "{'type':'points','run':'none','points':[]}",
                        "{'type':'dream'}",
                        "[]",
                        "{");
        assertThat(refused).doesNotContainNull();
        assertThat(refused.getFirst()).contains("experiment 0 is 'Default' here");
        assertThat(heard).isEmpty();
    }
}
