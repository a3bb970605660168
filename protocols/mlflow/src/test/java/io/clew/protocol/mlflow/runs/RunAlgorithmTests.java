package io.clew.protocol.mlflow.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.protocol.mlflow.MlflowServer;
import io.clew.protocol.mlflow.Said;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the algorithm and the state of the code from tags, as the run's own. */
class RunAlgorithmTests {

    @TempDir Path folder;

    @Test
    void saysTheAlgorithmThatAutologgingNamesAndTheMostTellingWins() {
        try (MlflowServer server = MlflowServer.start(folder)) {
            String run = server.run(server.experiment("e"));
            assertThat(saidOnTag(server, run, "estimator_name", "Ridge"))
                    .contains("run/" + run + " algorithm=Ridge");
            assertThat(saidOnTag(server, run, "estimator_class", "sklearn.Ridge"))
                    .contains("run/" + run + " algorithm=sklearn.Ridge");
        }
    }

    @Test
    void saysTheStateOfTheCodeOfTheRunToo() {
        try (MlflowServer server = MlflowServer.start(folder)) {
            String run = server.run(server.experiment("e"));
            assertThat(saidOnTag(server, run, "mlflow.source.git.commit", "9f3e21c07d1b4a6e"))
                    .contains("run/" + run + " code-state=unknown");
        }
    }

    private static Iterable<String> saidOnTag(
            MlflowServer server, String run, String key, String value) {
        int entries = server.log().size();
        server.posted(
                "runs/set-tag",
                "{'run_id':'%s','key':'%s','value':'%s'}".formatted(run, key, value));
        return Said.after(server, entries);
    }
}
