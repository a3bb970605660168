package io.clew.identity.sagemaker;

import io.clew.identity.Reference;
import io.clew.identity.Urns;
import io.clew.identity.dataset.DatasetName;
import io.clew.identity.dataset.DatasetNames;
import io.clew.identity.dataset.DatasetVersions;
import io.clew.identity.dataset.Secrets;
import io.clew.identity.mlflow.MlflowUrns;
import io.clew.model.NodeKind;
import io.clew.model.Urn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds the URNs of what lives in SageMaker; the system's name is {@code sagemaker}.
 *
 * <p>Names are in small letters, as in ARNs. Region and account are no part of them: a name that
 * two regions use is one node, unless each has a server or workspace of its own.
 */
public final class SageMakerUrns {
    /** The system's name in URNs and the protocol's name in facts. */
    public static final String SYSTEM = "sagemaker";

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{0,12}:([a-z-]+)/(.+)");

    /** What the component's name has behind the job's name, by the word in the job's ARN. */
    private static final Map<String, String> JOB_SUFFIXES =
            Map.of(
                    "training-job", "-aws-training-job",
                    "processing-job", "-aws-processing-job",
                    "transform-job", "-aws-transform-job");

    private SageMakerUrns() {}

    /** Names a trial component, which is a run, by its name. */
    public static Urn component(String name) {
        return of(NodeKind.RUN, name);
    }

    /**
     * Names a job as SageMaker names the trial component that it makes of it.
     *
     * @param arnKind {@code training-job}, {@code processing-job} or {@code transform-job}
     */
    public static Urn job(String arnKind, String name) {
        return component(componentName(arnKind, name));
    }

    /** Returns the name of the trial component that SageMaker makes of a job. */
    public static String componentName(String arnKind, String name) {
        return name + JOB_SUFFIXES.getOrDefault(arnKind, "-aws-" + arnKind);
    }

    /** Names an action, which is a run too. */
    public static Urn action(String name) {
        return Urns.of(NodeKind.RUN, SYSTEM, "action", small(name));
    }

    /** Names an experiment, which is a job. */
    public static Urn experiment(String name) {
        return of(NodeKind.JOB, name);
    }

    /** Names a trial, which groups components within an experiment. */
    public static Urn trial(String name) {
        return Urns.of(NodeKind.JOB, SYSTEM + "/trial", small(name));
    }

    /** Names a context that is neither an endpoint nor a group of model packages. */
    public static Urn context(String name) {
        return Urns.of(NodeKind.JOB, SYSTEM + "/context", small(name));
    }

    /** Names an endpoint. */
    public static Urn endpoint(String name) {
        return of(NodeKind.DEPLOYMENT, name);
    }

    /** Names a group of model packages, which is a registered model. */
    public static Urn modelGroup(String name) {
        return of(NodeKind.MODEL, name);
    }

    /** Names a version in a group of model packages. */
    public static Urn modelPackage(String group, String version) {
        return Urns.of(NodeKind.MODEL_VERSION, SYSTEM, small(group), version);
    }

    /** Names a model as endpoints deploy it: an image with a model's data. */
    public static Urn model(String name) {
        return of(NodeKind.LOGGED_MODEL, name);
    }

    /** Names what an ARN of SageMaker names; empty when it is none, or of an entity of lineage. */
    public static Optional<Urn> ofArn(String arn) {
        Matcher read = ARN.matcher(arn);
        if (!read.matches()) {
            return Optional.empty();
        }
        String kind = read.group(1);
        String name = read.group(2);
        return switch (kind) {
            case "artifact" -> Optional.empty();
            case "context" -> Optional.empty();
            case "training-job", "processing-job", "transform-job" -> Optional.of(job(kind, name));
            case "experiment-trial-component" -> Optional.of(component(name));
            case "action" -> Optional.of(action(name));
            case "experiment" -> Optional.of(experiment(name));
            case "experiment-trial" -> Optional.of(trial(name));
            case "endpoint" -> Optional.of(endpoint(name));
            case "model" -> Optional.of(model(name));
            case "model-package-group" -> Optional.of(modelGroup(name));
            case "model-package" -> Optional.of(modelPackage(name));
            default -> Optional.of(Urns.artifact(SYSTEM, kind, small(name)));
        };
    }

    /** What somebody has in MLflow is the same thing when SageMaker is told of it. */
    private static Optional<Urn> ofMlflow(String uri) {
        if (!uri.startsWith("models:/") && !uri.startsWith("runs:/")) {
            return Optional.empty();
        }
        return switch (Reference.parse(uri).getFirst()) {
            case Reference.ModelVersion version -> Optional.of(version.urns().getFirst());
            case Reference.LoggedModelRef model -> Optional.of(model.urns().getFirst());
            case Reference.RunRef run -> Optional.of(MlflowUrns.run(run.id()));
            default -> Optional.empty();
        };
    }

    private static Urn modelPackage(String name) {
        int slash = name.lastIndexOf('/');
        return slash > 0 && slash < name.length() - 1
                ? modelPackage(name.substring(0, slash), name.substring(slash + 1))
                : modelPackage(name, "1");
    }

    /**
     * Names what a source is: a dataset by its address, or its version where one is told; what an
     * ARN, {@code models:/name/version} or {@code runs:/id} names; else an artifact of that name,
     * such as an image.
     *
     * @param ids pairs of a kind, such as {@code S3Version}, and a value; the first counts
     */
    public static Urn source(String uri, List<Map.Entry<String, String>> ids) {
        Optional<Urn> known = ofArn(uri).or(() -> ofMlflow(uri));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<DatasetName> dataset = DatasetNames.read(uri);
        if (dataset.isPresent()) {
            Urn urn = dataset.get().urn();
            return ids.isEmpty() ? urn : DatasetVersions.byProducer(urn, version(ids.getFirst()));
        }
        String shown = Secrets.redacted(uri);
        return ids.isEmpty()
                ? Urns.of(NodeKind.ARTIFACT, SYSTEM, shown)
                : Urns.of(NodeKind.ARTIFACT, SYSTEM, shown, version(ids.getFirst()));
    }

    /** Names an image by its address in a registry. */
    public static Urn image(String uri) {
        return source(uri, List.of());
    }

    private static String version(Map.Entry<String, String> id) {
        return id.getKey().equals("S3Version")
                ? id.getValue()
                : id.getKey().toLowerCase(Locale.ROOT) + "-" + id.getValue();
    }

    private static Urn of(NodeKind kind, String name) {
        return Urns.of(kind, SYSTEM, small(name));
    }

    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
