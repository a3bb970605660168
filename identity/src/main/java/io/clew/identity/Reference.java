package io.clew.identity;

import io.clew.identity.dataset.ColumnName;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person or script means by the text it gives where a node is asked for.
 *
 * <p>{@link #parse} reads it and looks nothing up: whether such a node exists is for the asker to
 * find out. The forms are those of the read API's references.
 */
public sealed interface Reference {

    /**
     * Reads a text in every way it can be read, the likeliest first.
     *
     * <p>An asker looks up all of them; when more than one names a node that exists, the text is
     * ambiguous. The list is never empty: if there is no way to read it, its one element is {@link
     * Unreadable}. Never throws.
     */
    static List<Reference> parse(String text) {
        return ReferenceReader.read(text);
    }

    /** Returns the canonical text, which reads as this reference again. */
    String text();

    /**
     * Returns the URNs that it may stand for as it is, in order. Empty where only a lookup can say:
     * an alias, a commit's prefix, a digest, an ARN.
     */
    default List<Urn> urns() {
        return List.of();
    }

    /** A node by its URN. */
    record UrnRef(Urn urn) implements Reference {
        @Override
        public String text() {
            return urn.toString();
        }

        @Override
        public List<Urn> urns() {
            return List.of(urn);
        }
    }

    /** A registered model by its name: {@code models:/fraud}. */
    record ModelRef(String model) implements Reference {
        @Override
        public String text() {
            return "models:/" + model;
        }

        @Override
        public List<Urn> urns() {
            return List.of(MlflowUrns.model(model));
        }
    }

    /** A version of a registered model: {@code models:/fraud/3}. */
    record ModelVersion(String model, String version) implements Reference {
        @Override
        public String text() {
            return "models:/" + model + "/" + version;
        }

        @Override
        public List<Urn> urns() {
            return List.of(MlflowUrns.modelVersion(model, version));
        }
    }

    /** The version that holds an alias: {@code models:/fraud@production}. */
    record ModelAlias(String model, String alias) implements Reference {
        @Override
        public String text() {
            return "models:/" + model + "@" + alias;
        }
    }

    /** The newest version in a stage: {@code models:/fraud/Production}. */
    record ModelStage(String model, String stage) implements Reference {
        @Override
        public String text() {
            return "models:/" + model + "/" + stage;
        }
    }

    /** The newest version of all: {@code models:/fraud/latest}. */
    record ModelLatest(String model) implements Reference {
        @Override
        public String text() {
            return "models:/" + model + "/latest";
        }
    }

    /** A logged model by its id: {@code models:/m-…}. */
    record LoggedModelRef(String id) implements Reference {
        @Override
        public String text() {
            return "models:/" + id;
        }

        @Override
        public List<Urn> urns() {
            return List.of(MlflowUrns.loggedModel(id));
        }
    }

    /**
     * A run by its id: {@code runs:/<id>}, or bare when it is 32 hex digits (MLflow) or a UUID
     * (OpenLineage).
     */
    record RunRef(String id) implements Reference {
        @Override
        public String text() {
            return "runs:/" + id;
        }

        @Override
        public List<Urn> urns() {
            List<Urn> urns = new ArrayList<>();
            if (ReferenceReader.isUuid(id)) {
                urns.add(Urns.of(NodeKind.RUN, "openlineage", id));
            }
            urns.add(MlflowUrns.run(id));
            return urns;
        }
    }

    /**
     * A file or folder among a run's artifacts, or a model logged there: {@code runs:/<id>/model}.
     */
    record RunArtifact(String runId, String path) implements Reference {
        @Override
        public String text() {
            return "runs:/" + runId + "/" + path;
        }

        @Override
        public List<Urn> urns() {
            return List.of(MlflowUrns.artifact(runId, path));
        }
    }

    /**
     * A dataset as people or tools write it.
     *
     * @param candidates the names that the text may stand for, the likeliest first; one or more
     */
    record DatasetRef(List<DatasetName> candidates) implements Reference {
        public DatasetRef {
            candidates = List.copyOf(candidates);
        }

        /** Returns the likeliest name as people write it; its URN if that would not read as it. */
        @Override
        public String text() {
            DatasetName likeliest = candidates.getFirst();
            String text = likeliest.text();
            return ReferenceReader.mayMean(text, likeliest) ? text : likeliest.urn().toString();
        }

        @Override
        public List<Urn> urns() {
            return candidates.stream().map(DatasetName::urn).toList();
        }
    }

    /**
     * A column as people write it: its dataset, {@code #}, and its name.
     *
     * <p>A dataset's name may hold a {@code #} and so may a column's: every reading is looked up,
     * and where two exist the text is ambiguous.
     *
     * @param candidates the names that the text may stand for, the likeliest first; one or more
     */
    record ColumnRef(List<ColumnName> candidates) implements Reference {
        public ColumnRef {
            candidates = List.copyOf(candidates);
        }

        /** Returns the likeliest name as people write it; its URN if that would not read as it. */
        @Override
        public String text() {
            ColumnName likeliest = candidates.getFirst();
            String text = likeliest.text();
            return ReferenceReader.mayMean(text, likeliest) ? text : likeliest.urn().toString();
        }

        @Override
        public List<Urn> urns() {
            return candidates.stream().map(ColumnName::urn).toList();
        }
    }

    /** Something in AWS by its ARN. */
    record Arn(String arn) implements Reference {
        @Override
        public String text() {
            return arn;
        }
    }

    /**
     * Something in Metaflow: flow, run, step, task and artifact, as far down as it goes.
     *
     * @param parts one to five parts
     */
    record MetaflowPathspec(List<String> parts) implements Reference {
        private static final List<NodeKind> KINDS =
                List.of(
                        NodeKind.JOB,
                        NodeKind.RUN,
                        NodeKind.STEP,
                        NodeKind.TASK,
                        NodeKind.ARTIFACT);

        public MetaflowPathspec {
            parts = List.copyOf(parts);
        }

        /** Returns what kind of node it names, by how far down it goes. */
        public NodeKind kind() {
            return KINDS.get(parts.size() - 1);
        }

        @Override
        public String text() {
            return String.join("/", parts);
        }

        @Override
        public List<Urn> urns() {
            List<String> segments = new ArrayList<>(List.of("metaflow"));
            segments.addAll(parts);
            return List.of(new Urn(kind(), segments));
        }
    }

    /** A commit by its id, or {@code git:} and the beginning of it; lower-case hex. */
    record GitCommit(String prefix) implements Reference {
        @Override
        public String text() {
            return "git:" + prefix;
        }
    }

    /** A file, or a model folder's manifest, by its SHA-256: 64 lower-case hex digits. */
    record Sha256(String hex) implements Reference {
        @Override
        public String text() {
            return "sha256:" + hex;
        }
    }

    /** One decision of a model: {@code prediction:<id>}. */
    record PredictionRef(String id) implements Reference {
        @Override
        public String text() {
            return "prediction:" + id;
        }
    }

    /**
     * A text that cannot be read.
     *
     * @param given the text, shortened
     * @param expected a sentence that says what was expected
     */
    record Unreadable(String given, String expected) implements Reference {
        @Override
        public String text() {
            return given;
        }
    }
}
