package io.clew.questions;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.graph.GraphIndex;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.identity.openlineage.OpenLineageUrns;
import io.clew.model.Clocks;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Viewer;
import io.clew.model.Workspace;
import io.clew.model.answer.ExplainItem;
import io.clew.model.answer.Verdict;
import io.clew.questions.lineage.LineageQuestion;
import io.clew.questions.story.Database;
import io.clew.questions.story.Ledger;
import io.clew.store.Store;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationsTests {
    private static final Urn MODEL = MlflowUrns.loggedModel("m-1");
    private static final Viewer VIEWER = Viewer.ofAll(Workspace.DEFAULT);

    @TempDir Path folder;

    @Test
    void countsAllJobsUpstreamAlsoBeyondAPageOfLineage() {
        int jobs = LineageQuestion.LIMIT_DEFAULT + 50;
        try (Store store = Database.SQLITE.open(folder)) {
            GraphIndex graph = new GraphIndex();
            Ledger ledger = new Ledger(store, List.of(graph::apply));
            Urn training = MlflowUrns.run("training");
            EventTime at = EventTime.reported(1000);
            ledger.by(
                    "ann",
                    commit -> {
                        commit.declare(MODEL, EdgeKind.GENERATED_BY, training, at);
                        for (int i = 0; i < jobs; i++) {
                            Urn table = Urn.of(NodeKind.DATASET_VERSION, "s3://bank", "t" + i, "1");
                            Urn run = OpenLineageUrns.run("r" + i);
                            commit.declare(training, EdgeKind.USED, table, at);
                            commit.declare(table, EdgeKind.GENERATED_BY, run, at);
                            Urn job = OpenLineageUrns.job("etl", "job" + i);
                            commit.declare(run, EdgeKind.PART_OF, job, at);
                        }
                    });
            Explanations explanations =
                    new Explanations(
                            new Questions(store, ledger.committer()),
                            new GraphQuestions(graph, store));
            var answer = explanations.explain(VIEWER, "ref", MODEL.toString(), Clocks.NOW);
            assertThat(answer.how())
                    .filteredOn(item -> item.key().equals("upstream-jobs"))
                    .extracting(ExplainItem::text)
                    .anyMatch(text -> text.startsWith(jobs + " jobs upstream"));
            assertThat(answer.verdict().state()).isNotEqualTo(Verdict.State.TRUNCATED);
        }
    }
}
