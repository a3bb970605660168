package io.clew.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.commit.inference.SamePeople;
import io.clew.identity.People;
import io.clew.identity.Urns;
import io.clew.model.Asserter;
import io.clew.model.Attributes;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.store.Migration;
import io.clew.store.Store;
import io.clew.store.testing.TestDatabase;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spellings that settings call one person are one agent, on every database. */
abstract class SamePeopleContractTests {

    private static final String ARN = "arn:aws:iam::123456789012:user/ann";
    private static final People ANN = People.parse("Ann Lee = ann@bank.example, ann, " + ARN);

    private Store store;

    abstract TestDatabase newDatabase();

    @BeforeEach
    void open() {
        store = newDatabase().open(Migration.core());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Committer start(People people) {
        Committer committer =
                new Committer(
                        store,
                        InstantSource.system(),
                        List.of(),
                        store.<Long>read(LogReader::head),
                        people);
        MappedPeople.apply(store, committer, people);
        return committer;
    }

    private static void ranBy(Committer committer, String system, String name) {
        committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed(system, name), "runs/create"),
                commit -> {
                    commit.declare(
                            Urn.of(NodeKind.RUN, system, "r-" + name),
                            EdgeKind.ASSOCIATED_WITH,
                            Urns.claimedAgent(system, name),
                            EventTime.received(commit.now()),
                            Map.of());
                    return 0;
                });
    }

    private List<String> same() {
        return store.read(
                db ->
                        db.sql(
                                        "SELECT a.urn AS one, b.urn AS other FROM edge_fact e JOIN"
                                                + " node a ON a.id = e.from_id JOIN node b ON b.id ="
                                                + " e.to_id WHERE e.kind = 'same-as' AND NOT EXISTS"
                                                + " (SELECT 1 FROM retraction r WHERE r.from_id ="
                                                + " e.from_id AND r.kind = e.kind AND r.to_id ="
                                                + " e.to_id AND (r.position, r.seq) > (e.position,"
                                                + " e.seq)) ORDER BY a.urn")
                                .list(row -> row.text("one") + " " + row.text("other")));
    }

    private static String ann(String claimed) {
        return Urns.claimedAgent(claimed.split(" ")[0], claimed.split(" ")[1])
                + " "
                + Urns.person("Ann Lee");
    }

    @Test
    void agentsThatAreThereAndThatComeAreOneWhereTheSettingSaysSo() {
        ranBy(start(People.NONE), "mlflow", "ann");
        assertThat(same()).isEmpty();
        Committer mapped = start(ANN);
        assertThat(same()).containsExactly(ann("mlflow ann"));
        ranBy(mapped, "openlineage", "ann@bank.example");
        ranBy(mapped, "sagemaker", ARN);
        ranBy(mapped, "mlflow", "Ann");
        ranBy(mapped, "mlflow", "ben");
        assertThat(same())
                .containsExactly(
                        ann("mlflow ann"),
                        ann("openlineage ann@bank.example"),
                        ann("sagemaker " + ARN));
    }

    @Test
    void whoOnlySpeaksIsAPersonToo() {
        speak(start(People.NONE), "ann");
        Committer mapped = start(ANN);
        assertThat(same()).containsExactly(ann("clew ann"));
        speak(mapped, "ann");
        speak(mapped, "ann@bank.example");
        speak(mapped, "ben");
        assertThat(same()).containsExactly(ann("clew ann"), ann("clew ann@bank.example"));
    }

    private static void speak(Committer committer, String name) {
        committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed("clew", name), "notes"),
                commit -> {
                    commit.declare(
                            Urn.of(NodeKind.MODEL, "mlflow", "fraud"),
                            Attributes.OWNER,
                            name,
                            EventTime.received(commit.now()));
                    return 0;
                });
    }

    @Test
    void theSameSettingSaysNothingTwice() {
        ranBy(start(ANN), "mlflow", "ann");
        long head = store.<Long>read(LogReader::head);
        start(ANN);
        assertThat(store.<Long>read(LogReader::head)).isEqualTo(head);
    }

    @Test
    void whatTheSettingSaysNoMoreIsTakenBack() {
        Committer first = start(ANN);
        ranBy(first, "mlflow", "ann");
        ranBy(first, "openlineage", "ann@bank.example");
        start(People.parse("Ann Lee = ann, Ben = ann@bank.example"));
        assertThat(same())
                .containsExactly(
                        ann("mlflow ann"),
                        Urns.claimedAgent("openlineage", "ann@bank.example")
                                + " "
                                + Urns.person("Ben"));
        start(People.NONE);
        assertThat(same()).isEmpty();
        start(ANN);
        assertThat(same()).hasSize(2);
    }

    @Test
    void whatAPersonTookBackStaysSo() {
        ranBy(start(ANN), "mlflow", "ann");
        Committer committer = start(ANN);
        committer.commit(
                new Intent(Workspace.DEFAULT, Asserter.claimed("clew", "ben"), Intent.RETRACTIONS),
                commit -> {
                    commit.add(
                            new Fact.EdgeRetraction(
                                    Urns.claimedAgent("mlflow", "ann"),
                                    EdgeKind.SAME_AS,
                                    Urns.person("Ann Lee"),
                                    EventTime.received(commit.now()),
                                    SamePeople.OPERATOR,
                                    null,
                                    "another Ann"));
                    return 0;
                });
        start(ANN);
        assertThat(same()).isEmpty();
    }
}
