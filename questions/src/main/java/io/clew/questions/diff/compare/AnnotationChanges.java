package io.clew.questions.diff.compare;

import io.clew.commit.StoredValues;
import io.clew.model.Attributes;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import io.clew.model.answer.Change;
import io.clew.questions.diff.align.Pair;
import io.clew.questions.diff.evidence.Facts;
import io.clew.questions.diff.side.Thing;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code annotation}: what is said about things and moves no prediction. */
final class AnnotationChanges {

    private static final Set<String> KEYS =
            Set.of(
                    Attributes.DESCRIPTION,
                    Attributes.OWNER,
                    Attributes.STORAGE,
                    Attributes.SOURCE_NAME,
                    Attributes.CODE_URL,
                    Attributes.PULL_REQUEST,
                    Attributes.BRANCH,
                    Attributes.CODE_TAG,
                    Attributes.TRIGGER_RULE,
                    Attributes.PROCESSING_TYPE,
                    Attributes.INTEGRATION,
                    Attributes.JOB_TYPE,
                    Attributes.DATA_SOURCE,
                    Attributes.CATALOG,
                    Attributes.STORAGE_LAYER,
                    Attributes.FILE_FORMAT,
                    Attributes.DATASET_TYPE,
                    Attributes.MODEL_TYPE,
                    Attributes.STAGE,
                    Attributes.ENGINE_ADAPTER);

    /** Facets that tell what each run has anew: its ids, its logs, its machines. */
    private static final Set<String> FACETS_OF_RUNS =
            Set.of(
                    Attributes.FACET + "spark_applicationDetails",
                    Attributes.FACET + "spark_jobDetails",
                    Attributes.FACET + "spark.logicalPlan",
                    Attributes.FACET + "spark_unknown",
                    Attributes.FACET + "spark.exception",
                    Attributes.FACET + "airflow",
                    Attributes.FACET + "airflowDagRun",
                    Attributes.FACET + "airflowState",
                    Attributes.FACET + "airflow_runArgs",
                    Attributes.FACET + "airflow_version",
                    Attributes.FACET + "unknownSourceAttribute",
                    Attributes.FACET + "debug",
                    Attributes.FACET + "icebergScanReport",
                    Attributes.FACET + "icebergCommitReport",
                    Attributes.FACET + "dbt_run",
                    Attributes.FACET + "gcp_dataproc",
                    Attributes.FACET + "gcp_composer_run");

    /** Tags by which tools say what is compared otherwise, or what each run has anew. */
    private static final List<String> TAGS_OF_TOOLS =
            List.of(
                    "mlflow.source.",
                    "mlflow.log-model.",
                    "mlflow.loggedModel",
                    "mlflow.modelVersions",
                    "mlflow.runName",
                    "mlflow.user",
                    "mlflow.parentRunId",
                    "mlflow.rootRunId",
                    "mlflow.runColor",
                    "mlflow.databricks.",
                    "mlflow.docker.image.",
                    "metaflow.pathspec",
                    "estimator_class",
                    "estimator_name",
                    "sparkDatasourceInfo");

    private AnnotationChanges() {}

    static void find(Scene scene, Pair pair) {
        Thing earlier = pair.before();
        Thing later = pair.after();
        if (earlier == null || later == null) {
            return;
        }
        compare(scene, pair, scene.node(pair), scene.before(pair), scene.after(pair));
        boolean oneContainer = earlier.isContained() && earlier.container() == later.container();
        if (oneContainer) {
            compare(
                    scene,
                    pair,
                    scene.urn(later.container()),
                    scene.containerBefore(pair),
                    scene.containerAfter(pair));
        }
    }

    private static void compare(Scene scene, Pair pair, Urn subject, Facts before, Facts after) {
        SortedSet<String> keys = new TreeSet<>(before.all().keySet());
        keys.addAll(after.all().keySet());
        for (String key : keys) {
            String one = before.json(key);
            String other = after.json(key);
            if (isAnnotation(key)
                    && !java.util.Objects.equals(one, other)
                    && !Normal.same(plain(one), plain(other))) {
                add(
                        scene,
                        pair,
                        subject,
                        name(subject, after),
                        key,
                        StoredValues.read(one),
                        StoredValues.read(other));
            }
        }
    }

    /** A run is called by its name, where it has one: nobody knows its id. */
    private static String name(Urn subject, Facts facts) {
        String given = subject.kind() == NodeKind.RUN ? facts.text(Attributes.NAME) : null;
        return given == null ? Scene.name(subject) : given;
    }

    /** What a producer did not repeat is no change of it; a tag that is gone is one. */
    private static void add(
            Scene scene,
            Pair pair,
            Urn subject,
            String name,
            String key,
            @Nullable Object before,
            @Nullable Object after) {
        String field = field(key);
        scene.add(
                pair,
                Change.Kind.ANNOTATION,
                subject,
                field,
                before,
                after,
                "The %s of %s %s."
                        .formatted(
                                field.replace(Attributes.TAG, "tag "),
                                name,
                                Words.went(before, after)),
                null);
    }

    private static String field(String key) {
        return key.equals(Attributes.TAG + "mlflow.note.content") ? Attributes.DESCRIPTION : key;
    }

    private static @Nullable String plain(@Nullable String json) {
        return json == null ? null : Normal.withoutIds(json);
    }

    private static boolean isAnnotation(String key) {
        if (key.startsWith(Attributes.TAG)) {
            String tag = key.substring(Attributes.TAG.length());
            return !Incidental.differsAlways(tag)
                    && TAGS_OF_TOOLS.stream().noneMatch(tag::startsWith);
        }
        return KEYS.contains(key)
                || (key.startsWith(Attributes.FACET) && !FACETS_OF_RUNS.contains(key));
    }
}
