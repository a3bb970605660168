package io.clew.commit;

import io.clew.commit.inference.SamePeople;
import io.clew.identity.People;
import io.clew.model.EdgeKind;
import io.clew.model.EventTime;
import io.clew.model.Fact;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.Workspace;
import io.clew.store.Db;
import io.clew.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings what the log says of people in line with the operator's settings when a server starts: of
 * agents that are there already it says which person they are, and takes back what the settings say
 * no more.
 */
public final class MappedPeople {

    private static final String OPERATION = "settings/people";

    private MappedPeople() {}

    private record Said(Urn agent, Urn person) {}

    /**
     * Writes what changed, in each workspace; nothing where nothing did.
     *
     * <p>Where several servers share a database, what the one says that started last holds.
     */
    public static void apply(Store store, Committer committer, People people) {
        List<String> workspaces =
                store.read(
                        db ->
                                db.sql("SELECT name FROM workspace ORDER BY id")
                                        .list(row -> row.text("name")));
        for (String workspace : workspaces) {
            committer.commit(
                    new Intent(new Workspace(workspace), SamePeople.OPERATOR, OPERATION),
                    commit -> {
                        apply(commit, people);
                        return 0;
                    });
        }
    }

    private static void apply(Commit commit, People people) {
        List<Said> gone =
                said(commit).stream()
                        .filter(said -> !people.of(said.agent()).equals(Optional.of(said.person())))
                        .toList();
        List<Urn> mapped =
                claimed(commit, people).stream()
                        .filter(
                                agent ->
                                        !commit.isSaid(
                                                agent,
                                                EdgeKind.SAME_AS,
                                                people.of(agent).orElseThrow(),
                                                SamePeople.EVIDENCE))
                        .toList();
        if (gone.isEmpty() && mapped.isEmpty()) {
            commit.abandon();
            return;
        }
        EventTime now = EventTime.received(commit.now());
        for (Said said : gone) {
            commit.subject(said.agent());
            commit.add(
                    new Fact.EdgeRetraction(
                            said.agent(),
                            EdgeKind.SAME_AS,
                            said.person(),
                            now,
                            SamePeople.OPERATOR,
                            null,
                            "the setting people does not say it any more"));
        }
        for (Urn agent : mapped) {
            commit.subject(agent);
            commit.declare(
                    agent,
                    EdgeKind.SAME_AS,
                    people.of(agent).orElseThrow(),
                    now,
                    SamePeople.EVIDENCE);
        }
    }

    /** Returns what the operator says now. */
    private static List<Said> said(Commit commit) {
        List<Said> all = new ArrayList<>();
        for (Urn person : agents(commit, "person/", urn -> true)) {
            commit.db()
                    .sql(
                            "SELECT DISTINCT n.urn FROM edge_fact e JOIN node n ON n.id = e.from_id"
                                    + " JOIN asserter a ON a.id = e.asserter_id WHERE e.to_id ="
                                    + " :person AND e.kind = :kind AND a.agent = :agent AND"
                                    + " a.protocol = :protocol AND NOT EXISTS (SELECT 1 FROM"
                                    + " retraction r WHERE r.from_id = e.from_id AND r.kind = e.kind"
                                    + " AND r.to_id = e.to_id AND r.asserter_id = e.asserter_id AND"
                                    + " (r.position, r.seq) > (e.position, e.seq)) ORDER BY n.urn")
                    .bind("person", commit.nodeId(person))
                    .bind("kind", EdgeKind.SAME_AS.wireName())
                    .bind("agent", SamePeople.OPERATOR.agent().toString())
                    .bind("protocol", SamePeople.OPERATOR.protocol())
                    .each(
                            row ->
                                    all.add(
                                            new Said(
                                                    Urn.parse(row.text("urn")).orElseThrow(),
                                                    person)));
        }
        return all;
    }

    /** Returns the agents that the settings know, whether they are spoken of or speak. */
    private static Set<Urn> claimed(Commit commit, People people) {
        Predicate<Urn> isKnown = urn -> people.of(urn).isPresent();
        if (people.isEmpty()) {
            return Set.of();
        }
        Set<Urn> agents = new LinkedHashSet<>(agents(commit, "claimed/", isKnown));
        commit.db()
                .sql(
                        "SELECT DISTINCT agent FROM asserter WHERE workspace_id = :workspace ORDER BY"
                                + " agent")
                .bind("workspace", commit.workspaceId())
                .each(row -> Urn.parse(row.text("agent")).filter(isKnown).ifPresent(agents::add));
        return agents;
    }

    /** Returns the agents whose name begins so, by the terms of their names. */
    private static List<Urn> agents(Commit commit, String beginning, Predicate<Urn> filter) {
        Db db = commit.db();
        List<Urn> agents = new ArrayList<>();
        db.sql(
                        "SELECT n.urn FROM term t JOIN node n ON n.id = t.node_id WHERE"
                                + " t.workspace_id = :workspace AND t.name = :name AND t.term >="
                                + " :first AND t.term < :end AND n.kind = :kind ORDER BY n.id")
                .bind("workspace", commit.workspaceId())
                .bind("name", Terms.URN)
                .bind("first", beginning)
                .bind("end", beginning.replace('/', '0'))
                .bind("kind", NodeKind.AGENT.wireName())
                .each(row -> Urn.parse(row.text("urn")).filter(filter).ifPresent(agents::add));
        return agents;
    }
}
