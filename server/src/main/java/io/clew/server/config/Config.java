package io.clew.server.config;

import io.clew.identity.People;
import io.clew.kafka.KafkaSettings;
import io.clew.protocol.sagemaker.forward.ForwardSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a server is to do; made by {@link ConfigLoader}.
 *
 * @param host a name or address of this machine to listen on
 * @param port a TCP port; 0 takes any free one
 * @param data folder of the embedded store
 * @param store which database
 * @param artifacts where uploaded artifacts are kept
 * @param artifactsInPlace URIs below which files of other tools are read where they are
 * @param artifactRoot URI below which clients put the files of new MLflow experiments
 * @param insecure whether to listen beyond this machine without access control
 * @param allowedHosts more names that clients may call this server by
 * @param runSilence how long nobody may have heard of a run that still runs
 * @param metaflowSilence how long nothing may be heard of a run of Metaflow's before it failed
 * @param people whose spellings the operator knows
 * @param logLevel least severe messages that are logged
 * @param kafka what is read from Kafka; null when nothing is
 * @param sagemakerAccount twelve digits of the AWS account in ARNs of what is made here
 * @param forward whether and where calls of SageMaker are forwarded
 * @param shown every setting with its value, secrets masked, and where it came from
 */
public record Config(
        String host,
        int port,
        Path data,
        StoreUrl store,
        ArtifactsPlace artifacts,
        Set<String> artifactsInPlace,
        String artifactRoot,
        boolean insecure,
        Set<String> allowedHosts,
        Duration runSilence,
        Duration metaflowSilence,
        People people,
        LogLevel logLevel,
        @Nullable KafkaSettings kafka,
        String sagemakerAccount,
        ForwardSettings forward,
        List<Shown> shown) {

    /**
     * Shows one setting to people.
     *
     * @param text the value in force, secrets masked
     * @param source {@code --port}, {@code CLEW_PORT}, the path of a file, or {@code default}
     */
    public record Shown(Setting setting, String text, String source) {}

    public Config {
        artifactsInPlace = Set.copyOf(artifactsInPlace);
        allowedHosts = Set.copyOf(allowedHosts);
        shown = List.copyOf(shown);
    }

    /** Returns a configuration of defaults but for the flags given, for tests and tools. */
    public static Config of(Map<Setting, String> flags) {
        return ConfigLoader.load(flags, Map.of(), null);
    }
}
