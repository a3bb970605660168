package io.clew.questions.explain;

import static io.clew.questions.explain.Topic.Question.HOW;
import static io.clew.questions.explain.Topic.Question.WHAT;
import static io.clew.questions.explain.Topic.Question.WHEN;
import static io.clew.questions.explain.Topic.Question.WHERE;
import static io.clew.questions.explain.Topic.Question.WHO;
import static io.clew.questions.explain.Topic.Question.WHY;

import io.clew.model.NodeKind;
import java.util.ArrayList;
import java.util.List;

/** Lists the keys of an explanation for each kind of node; their names are a promise. */
final class Outline {

    private static final Topic DESCRIPTIONS =
            new Topic(WHY, "descriptions", Reasons::descriptions, "Nobody described it.");
    private static final Topic NOTES =
            new Topic(WHY, "notes", Reasons::notes, "Nobody wrote a note about it.");
    private static final Topic APPROVALS =
            new Topic(WHY, "approvals", Reasons::approvals, "No approval is recorded.");
    private static final Topic OWNER =
            new Topic(WHO, "owner", Agents::owner, "Nothing says who answers for it.");
    private static final Topic CREATED =
            new Topic(WHEN, "created", Times::created, "It was only ever referred to.");

    private static final Topic DELETED = new Topic(WHEN, "deleted", Times::deleted, null);
    private static final Topic FAILING_UPSTREAM =
            new Topic(WHY, "failing-upstream", UpstreamJobs::failing, null);
    private static final Topic ERRORS = new Topic(WHY, "errors", Reasons::errors, null);
    private static final Topic NOT_READ = new Topic(WHAT, "not-read", Training::notRead, null);
    private static final Topic SQL = new Topic(HOW, "sql", Means::sql, null);
    private static final Topic ASSERTIONS =
            new Topic(WHAT, "assertions", Assertions::results, null);
    private static final Topic FIGURES = new Topic(WHAT, "figures", Containers::figures, null);

    private static final List<Topic> MAKING =
            List.of(
                    new Topic(
                            WHAT,
                            "algorithm",
                            Training::algorithm,
                            "Nothing says which algorithm it is."),
                    new Topic(
                            WHAT,
                            "parameters",
                            Training::parameters,
                            "No parameters are recorded."),
                    new Topic(WHAT, "metrics", Training::metrics, "No metrics are recorded."),
                    new Topic(
                            WHAT,
                            "inputs",
                            Inputs::used,
                            "No input data is recorded: what it was trained on is not known."),
                    new Topic(
                            WHAT,
                            "base-model",
                            Training::baseModel,
                            "No other model is recorded that it started from."),
                    NOT_READ);

    private static final List<Topic> SURROUNDINGS =
            List.of(
                    new Topic(WHERE, "host", Places::host, "Nothing says on which machine it ran."),
                    new Topic(
                            WHERE,
                            "environment",
                            Places::environment,
                            "No environment is recorded."),
                    new Topic(
                            WHERE, "storage", Places::storage, "Nothing says where its files are."),
                    new Topic(HOW, "code", Means::code, "No code is recorded."),
                    new Topic(HOW, "command", Means::command, "Nothing says what was executed."),
                    new Topic(HOW, "packages", Means::packages, "No packages are recorded."),
                    new Topic(
                            HOW,
                            "upstream-jobs",
                            UpstreamJobs::all,
                            "No other job is known to have made what went in."));

    private static final Topic DEPLOYMENTS =
            new Topic(WHERE, "deployments", Places::deployments, "No deployment is recorded.");
    private static final Topic TRAINED_BY =
            new Topic(WHO, "trained-by", Agents::ranBy, "Nothing says who trained it.");
    private static final Topic TRAINED =
            new Topic(WHEN, "trained", Times::ran, "Nothing says when it was trained.");
    private static final Topic APPROVED_BY =
            new Topic(
                    WHO,
                    "approved-by",
                    Agents::approvedBy,
                    "Nobody is recorded to have approved it.");
    private static final Topic USED_BY =
            new Topic(HOW, "used-by", Containers::uses, "No run is recorded that used it.");

    private Outline() {}

    /** Returns the topics of a kind of node, in the order of the answer. */
    static List<Topic> of(NodeKind kind) {
        List<Topic> topics = new ArrayList<>(ofKind(kind));
        topics.add(DELETED);
        return topics;
    }

    private static List<Topic> ofKind(NodeKind kind) {
        return switch (kind) {
            case MODEL_VERSION -> modelVersion();
            case LOGGED_MODEL -> loggedModel();
            case RUN, STEP, TASK -> run();
            case MODEL -> model();
            case DATASET -> dataset();
            case DATASET_VERSION, ARTIFACT -> datasetVersion();
            case JOB -> job();
            case COLUMN,
                    CODE,
                    ENVIRONMENT,
                    DEPLOYMENT,
                    EVALUATION,
                    AGENT,
                    APPROVAL,
                    INCIDENT,
                    NOTE,
                    PREDICTION ->
                    other();
        };
    }

    private static List<Topic> modelVersion() {
        List<Topic> topics = new ArrayList<>();
        topics.add(TRAINED_BY);
        topics.add(
                new Topic(
                        WHO,
                        "registered-by",
                        Agents::registeredBy,
                        "Nothing says who registered it."));
        topics.add(
                new Topic(
                        WHO,
                        "promoted-by",
                        Agents::promotedBy,
                        "No alias or stage of it is recorded, now or before."));
        topics.add(APPROVED_BY);
        topics.addAll(MAKING);
        topics.add(TRAINED);
        topics.add(
                new Topic(
                        WHEN,
                        "registered",
                        Times::registered,
                        "Nothing says when it was registered."));
        topics.add(
                new Topic(
                        WHEN,
                        "promoted",
                        Times::promoted,
                        "It has held no alias and been in no stage."));
        topics.addAll(SURROUNDINGS);
        topics.add(DEPLOYMENTS);
        topics.add(DESCRIPTIONS);
        topics.add(NOTES);
        topics.add(APPROVALS);
        topics.add(FAILING_UPSTREAM);
        return topics;
    }

    private static List<Topic> loggedModel() {
        List<Topic> topics = new ArrayList<>();
        topics.add(TRAINED_BY);
        topics.add(APPROVED_BY);
        topics.addAll(MAKING);
        topics.add(
                new Topic(
                        WHAT,
                        "registrations",
                        Containers::registrations,
                        "It is registered under no name."));
        topics.add(TRAINED);
        topics.add(CREATED);
        topics.addAll(SURROUNDINGS);
        topics.add(DEPLOYMENTS);
        topics.add(DESCRIPTIONS);
        topics.add(NOTES);
        topics.add(APPROVALS);
        topics.add(FAILING_UPSTREAM);
        return topics;
    }

    private static List<Topic> run() {
        List<Topic> topics = new ArrayList<>();
        topics.add(new Topic(WHO, "run-by", Agents::ranBy, "Nothing says who ran it."));
        topics.addAll(MAKING);
        topics.add(
                new Topic(WHAT, "outputs", Inputs::outputs, "Nothing is recorded that it made."));
        topics.add(new Topic(WHEN, "ran", Times::ran, "Nothing says when it ran."));
        topics.addAll(SURROUNDINGS);
        topics.add(SQL);
        topics.add(DESCRIPTIONS);
        topics.add(NOTES);
        topics.add(ERRORS);
        topics.add(FAILING_UPSTREAM);
        return topics;
    }

    private static List<Topic> model() {
        return List.of(
                OWNER,
                new Topic(
                        WHO,
                        "trained-by",
                        Agents::ranBy,
                        "Nothing says who trained its newest version."),
                new Topic(WHAT, "versions", Containers::members, "It has no version."),
                new Topic(
                        WHAT, "aliases", Containers::aliases, "None of its versions has an alias."),
                CREATED,
                new Topic(WHEN, "newest-version", Times::newest, "It has no version."),
                DEPLOYMENTS,
                DESCRIPTIONS,
                NOTES,
                APPROVALS,
                new Topic(
                        HOW,
                        "jobs",
                        Means::jobs,
                        "No job is recorded that trained its newest version."),
                new Topic(
                        HOW,
                        "code",
                        Means::code,
                        "No code is recorded that trained its newest version."));
    }

    private static List<Topic> dataset() {
        return List.of(
                OWNER,
                new Topic(
                        WHO, "made-by", Agents::ranBy, "Nothing says who made its newest version."),
                new Topic(WHAT, "versions", Containers::members, "No version of it is recorded."),
                new Topic(WHAT, "columns", Containers::columns, "Its columns are not recorded."),
                FIGURES,
                ASSERTIONS,
                CREATED,
                new Topic(WHEN, "newest-version", Times::newest, "No version of it is recorded."),
                new Topic(WHERE, "storage", Places::source, "Nothing says where it lies."),
                DESCRIPTIONS,
                NOTES,
                FAILING_UPSTREAM,
                new Topic(HOW, "jobs", Means::jobs, "No job is recorded that made it."),
                SQL,
                USED_BY);
    }

    private static List<Topic> datasetVersion() {
        return List.of(
                new Topic(WHO, "made-by", Agents::ranBy, "Nothing says who made it."),
                new Topic(
                        WHAT, "version-of", Containers::version, "Nothing says what it is one of."),
                new Topic(WHAT, "columns", Containers::columns, "Its columns are not recorded."),
                FIGURES,
                ASSERTIONS,
                new Topic(
                        WHAT, "inputs", Inputs::used, "No data is recorded that it was made from."),
                NOT_READ,
                new Topic(WHEN, "made", Times::ran, "No run is recorded that made it."),
                CREATED,
                new Topic(WHERE, "storage", Places::source, "Nothing says where it lies."),
                DESCRIPTIONS,
                NOTES,
                FAILING_UPSTREAM,
                new Topic(HOW, "jobs", Means::jobs, "No job is recorded that made it."),
                new Topic(HOW, "code", Means::code, "No code is recorded that made it."),
                SQL,
                USED_BY);
    }

    private static List<Topic> job() {
        return List.of(
                OWNER,
                new Topic(WHO, "run-by", Agents::ranBy, "Nothing says who ran it last."),
                new Topic(WHAT, "runs", Containers::members, "It has no run."),
                CREATED,
                new Topic(WHEN, "newest-run", Times::ran, "Nothing says when it ran last."),
                new Topic(
                        WHERE,
                        "environment",
                        Places::environment,
                        "No environment of its newest run is recorded."),
                new Topic(WHERE, "storage", Places::storage, "Nothing says where its files are."),
                DESCRIPTIONS,
                NOTES,
                ERRORS,
                FAILING_UPSTREAM,
                new Topic(HOW, "code", Means::code, "No code of its newest run is recorded."),
                SQL);
    }

    private static List<Topic> other() {
        return List.of(
                new Topic(WHO, "told-by", Agents::saidBy, "Nothing was said of it itself."),
                new Topic(
                        WHAT,
                        "attributes",
                        Containers::attributes,
                        "Nothing was said of it itself."),
                CREATED,
                new Topic(WHERE, "storage", Places::source, "Nothing says where it lies."),
                DESCRIPTIONS,
                NOTES,
                new Topic(
                        HOW,
                        "causes",
                        Containers::causes,
                        "Nothing is recorded that it came from."),
                new Topic(
                        HOW,
                        "effects",
                        Containers::effects,
                        "Nothing is recorded to build on it."));
    }
}
