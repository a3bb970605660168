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

    /** Any node: what Amazon calls it, by which it can be asked for. */
    public static final String ARN = "arn";

    /** Any node: properties that a client of SageMaker gave it, one attribute each. */
    public static final String PROPERTY = "property.";

    /** Job that is an MLflow experiment: its id there. */
    public static final String EXPERIMENT_ID = "experiment-id";

    /** Run, step, task: {@code running}, {@code complete}, {@code failed}, {@code aborted}. */
    public static final String STATUS = "status";

    /** Run, step, task: {@link #STATUS} by the name that answers promise; nobody asserts it. */
    public static final String STATE = "state";

    /** Run, step, task: when the current attempt began. */
    public static final String STARTED = "started";

    /** Run, step, task: when the current attempt ended. */
    public static final String ENDED = "ended";

    /** Run: when it was last heard of while it ran, where a client tells that now and then. */
    public static final String HEARD = "heard";

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

    /** Run: when its schedule meant it to begin. */
    public static final String NOMINAL_START = "nominal-start";

    /** Run: when its schedule meant its interval to end. */
    public static final String NOMINAL_END = "nominal-end";

    /** Run: what went wrong, in the words of the system that saw it. */
    public static final String ERROR = "error";

    /** Run: programming language of the error. */
    public static final String ERROR_LANGUAGE = "error-language";

    /** Run: stack trace of the error. */
    public static final String ERROR_TRACE = "error-trace";

    /** Run, environment: what processed the data, such as {@code spark 3.5.1}. */
    public static final String ENGINE = "engine";

    /** Run: version of what told lineage from within the engine. */
    public static final String ENGINE_ADAPTER = "engine-adapter";

    /** Run: id of the query in the system that ran it. */
    public static final String EXTERNAL_QUERY = "external-query";

    /** Run: the system that ran the query. */
    public static final String EXTERNAL_QUERY_SOURCE = "external-query-source";

    /** Run: a sentence on what its producer could not read lineage from. */
    public static final String EXTRACTION_ERROR = "extraction-error";

    /** Run: list of {@code {task, number, message}} maps, one for each thing not read. */
    public static final String EXTRACTION_ERRORS = "extraction-errors";

    /**
     * Run, job: {@code told} where column lineage was told of all data that it wrote, so that what
     * stands on a column of its inputs is known by column.
     */
    public static final String COLUMN_LINEAGE = "column-lineage";

    /** Run: environment variables, one attribute each; those named like secrets are masked. */
    public static final String ENV = "env.";

    /** Run: how the state of upstream runs decides whether it runs. */
    public static final String TRIGGER_RULE = "trigger-rule";

    /** Any node: map of a tag's key to who set it, where told. */
    public static final String TAG_SOURCES = "tag-sources";

    /** Run: results of tests, one attribute each: map with {@code status} and what was tested. */
    public static final String TEST = "test.";

    /** Run: map of {@code pass}, {@code fail} and {@code skip} to how many tests did. */
    public static final String TESTS = "tests";

    /** Any node: MIME type of the description, where told. */
    public static final String DESCRIPTION_FORMAT = "description-format";

    /** Job: {@code BATCH}, {@code STREAMING} or {@code SERVICE}. */
    public static final String PROCESSING_TYPE = "processing-type";

    /** Job: the tool that it belongs to, such as {@code SPARK}. */
    public static final String INTEGRATION = "integration";

    /** Job: the tool's own word for its kind, such as {@code QUERY}. */
    public static final String JOB_TYPE = "job-type";

    /** Job: map that says when its events come and whether each stands for itself. */
    public static final String EMISSION_PATTERN = "emission-pattern";

    /** Job: text of its program. */
    public static final String SOURCE_CODE = "source-code";

    /** Job: programming language of its program. */
    public static final String SOURCE_LANGUAGE = "source-language";

    /** Run: SHA-256 of the program that its job had. */
    public static final String SOURCE_DIGEST = "source-digest";

    /** Job, run: address of the file that is its program. */
    public static final String CODE_URL = "code-url";

    /** Job, run: pull request that its program came from. */
    public static final String PULL_REQUEST = "pull-request";

    /** Code: name that its repository gave the commit. */
    public static final String CODE_TAG = "code-tag";

    /** Job, run: the query. */
    public static final String SQL = "sql";

    /** Job, run: dialect of the query. */
    public static final String SQL_DIALECT = "sql-dialect";

    /** Column: its type, as the producer writes it. */
    public static final String DATA_TYPE = "data-type";

    /** Dataset: address of the server or store that it is in, without credentials. */
    public static final String DATA_SOURCE = "data-source";

    /** Dataset: what its producer calls the server or store that it is in. */
    public static final String SOURCE_NAME = "source-name";

    /** Dataset: map that describes the catalog that lists it. */
    public static final String CATALOG = "catalog";

    /** Dataset: table format, such as {@code iceberg}. */
    public static final String STORAGE_LAYER = "storage-layer";

    /** Dataset: file format, such as {@code parquet}. */
    public static final String FILE_FORMAT = "file-format";

    /**
     * Dataset, dataset version: what was last done to it as a whole, such as {@code TRUNCATE} or
     * {@code CREATE}.
     */
    public static final String LIFECYCLE = "lifecycle";

    /** Dataset: what it was called before. */
    public static final String RENAMED_FROM = "renamed-from";

    /** Dataset: such as {@code TABLE}, {@code VIEW}, {@code TOPIC} or {@code MODEL}. */
    public static final String DATASET_TYPE = "dataset-type";

    /** Dataset: the type within its type, such as {@code MATERIALIZED}. */
    public static final String DATASET_SUBTYPE = "dataset-subtype";

    /** Dataset: list of {@code {type, name}} maps of what it is in, from the top, and itself. */
    public static final String HIERARCHY = "hierarchy";

    /**
     * Dataset, dataset version, column: figures that producers measured, one attribute each: {@code
     * rows}, {@code bytes}, {@code files}, {@code updated}; of a column {@code nulls}, {@code
     * distinct}, {@code sum}, {@code count}, {@code mean}, {@code min}, {@code max}, {@code
     * quantiles}. Of a version {@code columns} is a map of these by column.
     */
    public static final String QUALITY = "quality.";

    /**
     * Dataset, dataset version: results of assertions, one attribute each, by the assertion's name
     * and {@code .<column>} where it is about one: map with {@code success} and what was asserted.
     */
    public static final String ASSERTION = "assertion.";

    /** Any node: facets of OpenLineage that Clew does not know, one attribute each, as sent. */
    public static final String FACET = "facet.";

    /**
     * Any node: facets of which only a part became attributes or edges, one attribute each: map of
     * {@code stated} and {@code of}; the events have the rest.
     */
    public static final String CUT = "cut.";

    /** Edge {@code used}: role of the use, such as {@code training}. */
    public static final String CONTEXT = "context";

    /** Edges {@code used} and {@code generated-by}: map that says which part of the data it was. */
    public static final String SUBSET = "subset";

    /** Edge {@code derived-from}: list of {@code {type, subtype, description, masking}} maps. */
    public static final String TRANSFORMATIONS = "transformations";
}
