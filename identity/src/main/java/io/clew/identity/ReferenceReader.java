package io.clew.identity;

import io.clew.identity.dataset.ColumnName;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads references: a form with a prefix of its own in one way, any other in all that fit. */
final class ReferenceReader {
    /** Longest reference; the longest S3 key, percent-encoded in a URN, stays below. */
    static final int LENGTH_MAX = 8192;

    private static final int SHOWN_MAX = 80;

    private static final Pattern RUN_ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern LOGGED_MODEL_ID = Pattern.compile("m-[0-9a-f]{32}");
    private static final Pattern GIVEN_RUN_ID = Pattern.compile("[a-zA-Z0-9][\\w-]{0,255}");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{4,64}");
    private static final Pattern COMMIT_ID = Pattern.compile("[0-9a-f]{40}");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern ARN =
            Pattern.compile("arn:[a-z0-9-]+:[a-z0-9-]+:[a-z0-9-]*:[a-z0-9-]*:.+");
    private static final Pattern FLOW = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PATHSPEC_PART = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final int PATHSPEC_PARTS_MAX = 5;

    /** Readings of a text with many {@code #}: no name in use has more than one or two. */
    private static final int COLUMN_READINGS_MAX = 8;

    private static final String FORMS =
            "a URN, models:/name/version, models:/name@alias, runs:/id, a dataset such as"
                    + " s3://bucket/key, a column such as s3://bucket/key#amount, an ARN, a Metaflow pathspec, git:commit, sha256:hex or"
                    + " prediction:id";

    private ReferenceReader() {}

    static List<Reference> read(String given) {
        String text = given.strip();
        if (text.isEmpty()) {
            return unreadable(text, "A reference is empty: expected " + FORMS + ".");
        }
        if (text.length() > LENGTH_MAX) {
            return unreadable(
                    text,
                    "A reference has at most "
                            + LENGTH_MAX
                            + " characters; this one has "
                            + text.length()
                            + ".");
        }
        if (!Segments.isWellFormed(text) || text.chars().anyMatch(Character::isISOControl)) {
            return unreadable(
                    text, "A reference is text without control characters or broken Unicode.");
        }
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (prefix) {
            case "urn" -> Urn.looksLikeUrn(text) ? urn(text) : open(text);
            case "models", "prompts" -> model(text, prefix, rest);
            case "runs" -> run(text, rest);
            case "git" -> rest.startsWith("//") ? open(text) : commit(text, rest);
            case "sha256" ->
                    SHA256.matcher(rest).matches()
                            ? List.of(new Reference.Sha256(rest.toLowerCase(Locale.ROOT)))
                            : unreadable(text, "sha256: is followed by 64 hex digits.");
            case "prediction" ->
                    rest.isEmpty()
                            ? unreadable(text, "prediction: is followed by the prediction's id.")
                            : List.of(new Reference.PredictionRef(rest));
            default -> open(text);
        };
    }

    static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /** Says whether a text reads as a dataset, among others or only. */
    static boolean mayMean(String text, DatasetName dataset) {
        return read(text).stream()
                .anyMatch(
                        reference ->
                                reference instanceof Reference.DatasetRef read
                                        && read.candidates().contains(dataset));
    }

    /** Says whether a text reads as a column, among others or only. */
    static boolean mayMean(String text, ColumnName column) {
        return read(text).stream()
                .anyMatch(
                        reference ->
                                reference instanceof Reference.ColumnRef read
                                        && read.candidates().contains(column));
    }

    /** Reads every {@code #} as the one that parts a dataset from its column. */
    private static List<ColumnName> columns(String text) {
        List<ColumnName> found = new ArrayList<>();
        int at = text.indexOf(ColumnName.SEPARATOR, 1);
        while (at > 0 && at < text.length() - 1 && found.size() < COLUMN_READINGS_MAX) {
            String column = text.substring(at + 1);
            for (DatasetName dataset : DatasetNames.candidates(text.substring(0, at))) {
                found.add(new ColumnName(dataset, column));
            }
            at = text.indexOf(ColumnName.SEPARATOR, at + 1);
        }
        return found;
    }

    private static List<Reference> urn(String text) {
        return Urn.parse(text)
                .<List<Reference>>map(urn -> List.of(new Reference.UrnRef(urn)))
                .or(() -> columnOfUrn(text))
                .orElseGet(
                        () ->
                                unreadable(
                                        text,
                                        "A URN is urn:clew:<kind>:<segment>/<segment>, each segment"
                                                + " percent-encoded and none empty; kinds are "
                                                + Arrays.stream(NodeKind.values())
                                                        .map(NodeKind::wireName)
                                                        .collect(Collectors.joining(", "))
                                                + "."));
    }

    /** Reads a dataset's URN, {@code #} and a column: a URN has no {@code #} of its own. */
    private static Optional<List<Reference>> columnOfUrn(String text) {
        int at = text.indexOf(ColumnName.SEPARATOR);
        if (at < 0 || at == text.length() - 1) {
            return Optional.empty();
        }
        return Urn.parse(text.substring(0, at))
                .flatMap(DatasetName::of)
                .map(dataset -> new ColumnName(dataset, text.substring(at + 1)))
                .map(column -> List.of(new Reference.ColumnRef(List.of(column))));
    }

    /**
     * Reads what MLflow reads: a name has no slash and no colon but may have {@code @}, of which
     * the last one parts the alias. Nothing is percent-decoded, as MLflow does not either.
     */
    private static List<Reference> model(String text, String scheme, String rest) {
        boolean prompt = scheme.equals("prompts");
        String expected =
                prompt
                        ? "A prompt is prompts:/name/version or prompts:/name@alias."
                        : "A model is models:/name/version, models:/name@alias, models:/name/stage"
                                + " or models:/m-id, with one slash after the colon.";
        String path = rest.startsWith("///") ? rest.substring(2) : rest;
        if (!path.startsWith("/") || path.startsWith("//")) {
            return unreadable(text, expected);
        }
        String[] parts = path.substring(1).split("/", -1);
        String name = parts[0];
        if (name.isBlank() || name.indexOf(':') >= 0 || parts.length > 2) {
            return unreadable(text, expected);
        }
        if (parts.length == 2) {
            String suffix = parts[1];
            if (suffix.isBlank()) {
                return unreadable(text, expected);
            }
            if (suffix.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return List.of(
                        new Reference.ModelVersion(name, MlflowUrns.canonicalVersion(suffix)));
            }
            if (prompt) {
                return unreadable(text, expected);
            }
            return List.of(
                    suffix.equalsIgnoreCase("latest")
                            ? new Reference.ModelLatest(name)
                            : new Reference.ModelStage(name, stage(suffix)));
        }
        int at = name.lastIndexOf('@');
        if (at >= 0) {
            String model = name.substring(0, at);
            String alias = name.substring(at + 1);
            return model.isBlank() || alias.isBlank()
                    ? unreadable(text, expected)
                    : List.of(new Reference.ModelAlias(model, alias));
        }
        Reference model = new Reference.ModelRef(name);
        return !prompt && name.startsWith("m-")
                ? List.of(new Reference.LoggedModelRef(name), model)
                : List.of(model);
    }

    private static String stage(String given) {
        for (String stage : List.of("None", "Staging", "Production", "Archived")) {
            if (stage.equalsIgnoreCase(given)) {
                return stage;
            }
        }
        return given;
    }

    private static List<Reference> run(String text, String rest) {
        String path = rest.startsWith("///") ? rest.substring(2) : rest;
        String withoutSlash = path.startsWith("/") ? path.substring(1) : "";
        int slash = withoutSlash.indexOf('/');
        String id = slash < 0 ? withoutSlash : withoutSlash.substring(0, slash);
        if (!GIVEN_RUN_ID.matcher(id).matches()) {
            return unreadable(
                    text,
                    "A run is runs:/id or runs:/id/path of an artifact, with one slash after the"
                            + " colon; an id is letters, digits, _ and -.");
        }
        String artifact =
                slash < 0
                        ? ""
                        : Arrays.stream(withoutSlash.substring(slash + 1).split("/"))
                                .filter(part -> !part.isBlank() && !part.equals("."))
                                .collect(Collectors.joining("/"))
                                .stripTrailing();
        return List.of(
                artifact.isEmpty()
                        ? new Reference.RunRef(id)
                        : new Reference.RunArtifact(id, artifact));
    }

    private static List<Reference> commit(String text, String rest) {
        return COMMIT.matcher(rest).matches()
                ? List.of(new Reference.GitCommit(rest.toLowerCase(Locale.ROOT)))
                : unreadable(
                        text,
                        "git: is followed by a commit's id or its first 4 or more hex digits.");
    }

    /** Reads a text without a prefix of its own in every way that fits. */
    private static List<Reference> open(String text) {
        List<Reference> found = new ArrayList<>();
        String folded = text.toLowerCase(Locale.ROOT);
        if (RUN_ID.matcher(folded).matches() || UUID.matcher(folded).matches()) {
            found.add(new Reference.RunRef(folded));
        }
        if (LOGGED_MODEL_ID.matcher(folded).matches()) {
            found.add(new Reference.LoggedModelRef(folded));
        }
        if (COMMIT_ID.matcher(folded).matches()) {
            found.add(new Reference.GitCommit(folded));
        }
        if (SHA256.matcher(folded).matches()) {
            found.add(new Reference.Sha256(folded));
        }
        if (ARN.matcher(text).matches()) {
            found.add(new Reference.Arn(text));
        }
        List<String> parts = List.of(text.split("/", -1));
        if (found.isEmpty() && isPathspec(parts)) {
            found.add(new Reference.MetaflowPathspec(parts));
        }
        List<DatasetName> datasets = DatasetNames.candidates(text);
        List<ColumnName> columns = columns(text);
        if (!columns.isEmpty() && columns.getFirst().column().indexOf('/') < 0) {
            found.add(new Reference.ColumnRef(columns));
        }
        if (!datasets.isEmpty()) {
            found.add(new Reference.DatasetRef(datasets));
        }
        if (!columns.isEmpty() && columns.getFirst().column().indexOf('/') >= 0) {
            found.add(new Reference.ColumnRef(columns));
        }
        return found.isEmpty()
                ? unreadable(text, "This names nothing Clew can read: expected " + FORMS + ".")
                : List.copyOf(found);
    }

    private static boolean isPathspec(List<String> parts) {
        return parts.size() <= PATHSPEC_PARTS_MAX
                && FLOW.matcher(parts.getFirst()).matches()
                && parts.stream().allMatch(part -> PATHSPEC_PART.matcher(part).matches());
    }

    private static List<Reference> unreadable(String text, String expected) {
        int end = Math.min(text.length(), SHOWN_MAX);
        String shown = Segments.of(text.substring(0, end));
        return List.of(
                new Reference.Unreadable(
                        text.length() > SHOWN_MAX ? shown + "…" : shown, expected));
    }
}
