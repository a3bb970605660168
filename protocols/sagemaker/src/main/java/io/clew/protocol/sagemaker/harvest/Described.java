package io.clew.protocol.sagemaker.harvest;

import io.clew.commit.Commit;
import io.clew.protocol.sagemaker.facts.MembershipFacts;
import io.clew.protocol.sagemaker.lineage.Entities;
import io.clew.protocol.sagemaker.record.Kept;
import io.clew.protocol.sagemaker.rows.Arn;
import io.clew.protocol.sagemaker.rows.Entity;
import io.clew.protocol.sagemaker.rows.EntityKind;
import io.clew.protocol.sagemaker.rows.EntityRows;
import io.clew.protocol.sagemaker.rows.MemberRows;
import io.clew.protocol.sagemaker.rows.Scope;
import io.clew.protocol.sagemaker.wire.Call;
import io.clew.protocol.sagemaker.wire.Refusal;
import io.clew.protocol.sagemaker.wire.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps entities as AWS describes them, with their own ARNs and times, and what is between them.
 */
final class Described {
    /** Members of a description that are columns, or that we make ourselves. */
    private static final List<String> NOT_KEPT =
            List.of(
                    "CreationTime",
                    "LastModifiedTime",
                    "CreatedBy",
                    "LastModifiedBy",
                    "LineageGroupArn",
                    "Sources",
                    "Metrics",
                    "ResponseMetadata");

    private Described() {}

    /** Keeps what a record says of an entity; false when it is about something else. */
    static boolean keep(Commit commit, Call call) {
        switch (call.operation()) {
            case "DescribeArtifact" -> entity(commit, call, EntityKind.ARTIFACT);
            case "DescribeAction" -> entity(commit, call, EntityKind.ACTION);
            case "DescribeContext" -> entity(commit, call, EntityKind.CONTEXT);
            case "DescribeExperiment" -> entity(commit, call, EntityKind.EXPERIMENT);
            case "DescribeTrial" -> trial(commit, call);
            case "DescribeTrialComponent" -> entity(commit, call, EntityKind.COMPONENT);
            case "AssociateTrialComponent" -> member(commit, call);
            case "ListAssociations" -> association(commit, call);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void entity(Commit commit, Call call, EntityKind kind) {
        new Kept(commit, call).entity(draft(call, kind));
    }

    private static Entity draft(Call call, EntityKind kind) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(call.fields());
        NOT_KEPT.forEach(document::remove);
        document.values().removeIf(Objects::isNull);
        Object name = document.remove(kind.nameField());
        String arn = String.valueOf(document.remove(kind.arnField()));
        Map<String, @Nullable Object> source = Call.mapOf(document.get("Source"));
        Object uri =
                kind == EntityKind.COMPONENT ? source.get("SourceArn") : source.get("SourceUri");
        Object type =
                kind == EntityKind.COMPONENT
                        ? source.get("SourceType")
                        : document.get(kind.prefix() + "Type");
        Long created = Times.millis(call.fields(), "CreationTime");
        Long modified = Times.millis(call.fields(), "LastModifiedTime");
        return new Entity(
                Arn.parse(arn)
                        .filter(each -> each.entity().orElse(null) == kind)
                        .orElseThrow(() -> Refusal.invalid(arn + " is no ARN of its kind.")),
                kind,
                name == null ? "" : name.toString(),
                type == null ? "" : type.toString(),
                uri == null ? "" : uri.toString(),
                "",
                created == null ? -1 : created,
                modified == null ? created == null ? -1 : created : modified,
                0,
                document);
    }

    private static void trial(Commit commit, Call call) {
        Entity draft = draft(call, EntityKind.TRIAL);
        String name = String.valueOf(draft.document().get("ExperimentName"));
        Arn experiment = Entities.arn(call, EntityKind.EXPERIMENT, name);
        Entity trial = new Kept(commit, call).entity(draft.within(experiment));
        EntityRows.find(Scope.of(commit), experiment.toString())
                .ifPresent(container -> MembershipFacts.isIn(commit, trial, container));
    }

    private static Entity found(Commit commit, String arn) {
        return EntityRows.find(Scope.of(commit), arn)
                .orElseThrow(() -> Refusal.notFound(arn + " was not harvested."));
    }

    private static void member(Commit commit, Call call) {
        Entity trial =
                found(
                        commit,
                        Entities.arn(call, EntityKind.TRIAL, call.text("TrialName")).toString());
        Entity component =
                found(
                        commit,
                        Entities.arn(call, EntityKind.COMPONENT, call.text("TrialComponentName"))
                                .toString());
        MemberRows.add(Scope.of(commit), trial.arn().toString(), component.arn().toString());
        MembershipFacts.isIn(commit, component, trial);
    }

    private static void association(Commit commit, Call call) {
        Long created = Times.millis(call.fields(), "CreationTime");
        String type = call.textOrNull("AssociationType");
        new Kept(commit, call)
                .association(
                        found(commit, call.text("SourceArn")),
                        found(commit, call.text("DestinationArn")),
                        type == null ? "AssociatedWith" : type,
                        created == null ? commit.now().toEpochMilli() : created);
    }
}
