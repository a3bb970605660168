package io.clew.model;

/**
 * Names the attributes that nodes carry, so that adapters, questions and pages agree on one
 * spelling.
 *
 * <p>Keys are kebab-case; a family such as {@code param.<name>} is a prefix and the client's own
 * name. Instants are RFC 3339 UTC texts with milliseconds.
 */
public final class Attributes {
    private Attributes() {}

    /** Any node: what people call it. */
    public static final String NAME = "name";

    /** Any node: free text. */
    public static final String DESCRIPTION = "description";

    /** Any node: who answers for it, as a text. */
    public static final String OWNER = "owner";

    /** Any node: true while deleted; a dated, restorable state. */
    public static final String DELETED = "deleted";

    /** Any node: when it came to be, if that differs from when it was first heard of. */
    public static final String CREATED = "created";

    /** Any node: tags, one attribute each. */
    public static final String TAG = "tag.";

    /** Job that is an MLflow experiment: its id there. */
    public static final String EXPERIMENT_ID = "experiment-id";

    /** Run, step, task: {@code running}, {@code complete}, {@code failed}, {@code aborted}. */
    public static final String STATUS = "status";

    /** Run, step, task: when the current attempt began. */
    public static final String STARTED = "started";

    /** Run, step, task: when the current attempt ended. */
    public static final String ENDED = "ended";

    /** Run, step, task: number of the attempt, from 1; reopening a run is a new attempt. */
    public static final String ATTEMPT = "attempt";

    /** Run, step, task, logged model: parameters, one attribute each. */
    public static final String PARAM = "param.";

    /** Run: class or family of the algorithm, where a client tells it. */
    public static final String ALGORITHM = "algorithm";

    /** Run: what was executed, such as a script's path. */
    public static final String ENTRY_POINT = "entry-point";

    /** Run: machine it ran on. */
    public static final String HOST = "host";

    /** Run, logged model, model version: where its files are. */
    public static final String STORAGE = "storage";

    /** Code: commit id. */
    public static final String COMMIT = "commit";

    /** Code: repository, without scheme and credentials. */
    public static final String REPOSITORY = "repository";

    /** Code: branch, where told. */
    public static final String BRANCH = "branch";

    /**
     * Code, and each run of it: {@code clean}, {@code dirty}, {@code untracked} or {@code unknown}.
     */
    public static final String CODE_STATE = "code-state";

    /** Environment: version of Python. */
    public static final String PYTHON = "python";

    /** Environment: map of package name to version or constraint. */
    public static final String PACKAGES = "packages";

    /** Dataset version, artifact, logged model: digest as the producer or Clew computed it. */
    public static final String DIGEST = "digest";

    /** Dataset version: {@code strong} or {@code weak}; a weak digest never stitches. */
    public static final String DIGEST_STRENGTH = "digest-strength";

    /** Dataset version: list of {@code {name, type}} maps. */
    public static final String SCHEMA = "schema";

    /** Dataset version: what the producer measured, as it sent it. */
    public static final String PROFILE = "profile";

    /** Dataset, dataset version: the tool's own source text or URI. */
    public static final String SOURCE = "source";

    /** Dataset: true when its name says little, such as MLflow's {@code dataset} from code. */
    public static final String WEAK_NAME = "weak-name";

    /** Artifact, logged model: size in bytes. */
    public static final String SIZE_BYTES = "size-bytes";

    /** Model version: aliases it holds, one attribute each, value true. */
    public static final String ALIAS = "alias.";

    /** Model version: stage such as {@code Production}. */
    public static final String STAGE = "stage";

    /** Model version: the version's name within its model. */
    public static final String VERSION = "version";

    /** Logged model: how far it has come: {@code pending}, {@code ready} or {@code failed}. */
    public static final String MODEL_STATUS = "model-status";

    /** Logged model: the client's own word for its kind. */
    public static final String MODEL_TYPE = "model-type";

    /**
     * Run, logged model: the model that it was fine-tuned from or wraps, as the client names it.
     */
    public static final String BASE_MODEL = "base-model";

    /** Logged model: list of flavors. */
    public static final String FLAVORS = "flavors";

    /** Logged model: SHA-256 over the sorted list of its files' paths and digests. */
    public static final String MANIFEST_DIGEST = "manifest-digest";

    /** Logged model: signature of inputs and outputs, as the client wrote it. */
    public static final String SIGNATURE = "signature";

    /** Note: what was said. */
    public static final String TEXT = "text";

    /** Edge {@code used}: role of the use, such as {@code training}. */
    public static final String CONTEXT = "context";
}
