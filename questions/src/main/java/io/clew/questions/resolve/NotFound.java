package io.clew.questions.resolve;

import io.clew.identity.NearNames;
import io.clew.identity.Reference;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.Attributes;
import io.clew.model.ClewException;
import io.clew.model.EdgeKind;
import io.clew.model.ErrorCode;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.questions.edge.Link;
import io.clew.questions.edge.Links;
import io.clew.questions.node.AttributeValues;
import io.clew.questions.rows.NodeRow;
import io.clew.questions.rows.NodeRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Says that there is no such node, and what may have been meant. */
final class NotFound {

    static final int NEAR_MAX = 5;

    /** Names of a kind that are compared: the newest; comparing them all could take seconds. */
    private static final int COMPARED_MAX = 20_000;

    private NotFound() {}

    static ClewException of(Lookup lookup, String text, List<Reference> readings) {
        Reference reading = readings.getFirst();
        return new ClewException(
                ErrorCode.NOT_FOUND,
                sentence(lookup, text.strip(), reading),
                null,
                near(lookup, text.strip(), reading));
    }

    private static String sentence(Lookup lookup, String text, Reference reading) {
        return switch (reading) {
            case Reference.Arn arn -> "Nothing is known of %s.".formatted(text);
            case Reference.ColumnRef column -> Columns.sentence(lookup, text, column);
            case Reference.PredictionRef prediction ->
                    "Nothing is known of %s: no predictions are recorded.".formatted(text);
            case Reference.ModelAlias alias ->
                    "No version of the model %s holds the alias %s."
                            .formatted(alias.model(), alias.alias());
            case Reference.ModelStage stage ->
                    "No version of the model %s is in the stage %s."
                            .formatted(stage.model(), stage.stage());
            case Reference.ModelLatest latest ->
                    "There is no version of the model %s.".formatted(latest.model());
            case Reference.GitCommit commit ->
                    "No run is known that executed a commit %s.".formatted(commit.prefix());
            case Reference.Sha256 sha256 ->
                    "No file, dataset version or model folder with this digest is known.";
            case Reference.Unreadable unreadable ->
                    "Nothing is known of %s.".formatted(unreadable.given());
            default -> "Nothing is known of %s.".formatted(text);
        };
    }

    private static List<String> near(Lookup lookup, String text, Reference reading) {
        return switch (reading) {
            case Reference.ModelRef model -> models(lookup, model.model());
            case Reference.ModelVersion version -> versions(lookup, version);
            case Reference.ModelAlias alias -> aliases(lookup, alias);
            case Reference.ModelStage stage -> aliases(lookup, stage.model());
            case Reference.ModelLatest latest -> models(lookup, latest.model());
            case Reference.DatasetRef dataset -> anyName(lookup, text);
            case Reference.ColumnRef column -> Columns.near(lookup, column);
            case Reference.MetaflowPathspec pathspec -> anyName(lookup, text);
            case Reference.Unreadable unreadable -> anyName(lookup, text);
            case Reference.UrnRef urn -> urns(lookup, urn.urn());
            case Reference.RunRef run -> ids(lookup, run.id(), NodeKind.RUN);
            case Reference.LoggedModelRef model -> ids(lookup, model.id(), NodeKind.LOGGED_MODEL);
            case Reference.RunArtifact artifact -> ids(lookup, artifact.runId(), NodeKind.RUN);
            case Reference.Arn arn -> List.of();
            case Reference.GitCommit commit -> List.of();
            case Reference.Sha256 digest -> List.of();
            case Reference.PredictionRef prediction -> List.of();
        };
    }

    private static List<String> models(Lookup lookup, String model) {
        return NearNames.of(model, lasts(lookup, NodeKind.MODEL), NEAR_MAX).stream()
                .map(name -> "models:/" + name)
                .toList();
    }

    private static List<String> versions(Lookup lookup, Reference.ModelVersion version) {
        List<String> all =
                versionsOf(lookup, version.model()).stream()
                        .map(link -> link.edge().from().last())
                        .toList();
        return all.isEmpty()
                ? models(lookup, version.model())
                : all.reversed().stream()
                        .limit(NEAR_MAX)
                        .map(name -> "models:/" + version.model() + "/" + name)
                        .toList();
    }

    private static List<String> aliases(Lookup lookup, Reference.ModelAlias alias) {
        List<String> near = aliases(lookup, alias.model());
        List<String> nearest =
                NearNames.of("models:/" + alias.model() + "@" + alias.alias(), near, NEAR_MAX);
        return nearest.isEmpty() ? near : nearest;
    }

    /** Returns the aliases that are held in a model, else the names of near models. */
    private static List<String> aliases(Lookup lookup, String model) {
        List<Link> versions = versionsOf(lookup, model);
        if (versions.isEmpty()) {
            return models(lookup, model);
        }
        TreeSet<String> held = new TreeSet<>();
        AttributeValues.of(lookup.db(), versions.stream().map(Link::from).toList(), lookup.clocks())
                .values()
                .forEach(
                        values ->
                                values.tailMap(Attributes.ALIAS).keySet().stream()
                                        .takeWhile(key -> key.startsWith(Attributes.ALIAS))
                                        .map(key -> key.substring(Attributes.ALIAS.length()))
                                        .forEach(held::add));
        return held.stream().limit(NEAR_MAX).map(name -> "models:/" + model + "@" + name).toList();
    }

    private static List<Link> versionsOf(Lookup lookup, String model) {
        Optional<NodeRow> node =
                NodeRows.find(lookup.db(), lookup.workspaceId(), MlflowUrns.model(model));
        return node.map(
                        row ->
                                Links.to(
                                        lookup.db(),
                                        List.of(row.id()),
                                        lookup.clocks(),
                                        EdgeKind.VERSION_OF))
                .orElse(List.of());
    }

    /** Compares with what people call by a bare name, and with datasets as people write them. */
    static List<String> anyName(Lookup lookup, String text) {
        List<String> known = new ArrayList<>();
        for (Urn urn : newest(lookup, NodeKind.DATASET)) {
            DatasetName.of(urn).ifPresent(name -> known.add(name.text()));
        }
        known.addAll(lasts(lookup, NodeKind.JOB));
        known.addAll(lasts(lookup, NodeKind.MODEL));
        return NearNames.of(text, known, NEAR_MAX);
    }

    private static List<String> urns(Lookup lookup, Urn urn) {
        return NearNames.of(
                urn.toString(),
                newest(lookup, urn.kind()).stream().map(Urn::toString).toList(),
                NEAR_MAX);
    }

    private static List<String> ids(Lookup lookup, String id, NodeKind... kinds) {
        List<String> known =
                Arrays.stream(kinds)
                        .flatMap(kind -> newest(lookup, kind).stream())
                        .map(Urn::last)
                        .toList();
        return NearNames.of(id, known, NEAR_MAX);
    }

    private static List<String> lasts(Lookup lookup, NodeKind kind) {
        return newest(lookup, kind).stream().map(Urn::last).toList();
    }

    private static List<Urn> newest(Lookup lookup, NodeKind kind) {
        return lookup.db()
                .sql(
                        "SELECT urn FROM node WHERE workspace_id = :workspace AND kind = :kind AND"
                                + " position <= :known ORDER BY id DESC LIMIT :limit")
                .bind("workspace", lookup.workspaceId())
                .bind("kind", kind.wireName())
                .bind("known", lookup.clocks().knownAt())
                .bind("limit", COMPARED_MAX)
                .list(row -> NodeRows.urn(row.text("urn")));
    }
}
