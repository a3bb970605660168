package io.clew.protocol.mlflow.check;

import io.clew.model.Urn;
import io.clew.model.check.CheckedPart;
import io.clew.model.check.Findings;
import io.clew.store.Db;
import io.clew.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares what MLflow's rows say with the newest facts on the same nodes, page by page, each page
 * on one snapshot; so it may run while a server writes.
 */
public final class RowCheck {
    private RowCheck() {}

    /** Checks all rows that a write accompanies with facts. */
    public static CheckedPart check(Store store) {
        Findings findings = new Findings();
        for (Kind kind : Kind.values()) {
            findings.count(kind.label(), 0);
            Subjects.Key after = Subjects.Key.START;
            while (after != null) {
                after = page(store, kind, after, findings);
            }
        }
        return findings.part("rows");
    }

    private static Subjects.@Nullable Key page(
            Store store, Kind kind, Subjects.Key after, Findings findings) {
        return store.read(
                        db -> {
                            Subjects.Page page = Subjects.page(db, kind, after);
                            findings.count(kind.label(), page.subjects().size());
                            compare(db, kind, page.subjects(), findings);
                            return page;
                        })
                .after();
    }

    private static void compare(Db db, Kind kind, List<Subject> page, Findings findings) {
        Map<Integer, List<Urn>> urns = new HashMap<>();
        page.forEach(
                subject ->
                        urns.computeIfAbsent(subject.workspaceId(), w -> new ArrayList<>())
                                .add(subject.urn()));
        Map<Integer, Map<Urn, Map<String, Object>>> facts = new HashMap<>();
        urns.forEach((workspace, list) -> facts.put(workspace, Newest.of(db, workspace, list)));
        for (Subject subject : page) {
            Map<String, Object> told =
                    facts.getOrDefault(subject.workspaceId(), Map.of()).get(subject.urn());
            if (told == null) {
                findings.add(subject.urn() + " has rows but is no node");
            } else {
                compare(kind, subject, told, findings);
            }
        }
    }

    private static void compare(
            Kind kind, Subject subject, Map<String, Object> told, Findings findings) {
        TreeSet<String> names = new TreeSet<>(subject.attributes().keySet());
        told.keySet().stream().filter(kind::shares).forEach(names::add);
        for (String name : names) {
            findings.same(
                    name + " of " + subject.urn() + " in the rows",
                    "the newest fact says",
                    subject.attributes().get(name),
                    told.get(name));
        }
    }
}
