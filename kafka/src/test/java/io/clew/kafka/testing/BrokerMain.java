package io.clew.kafka.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Runs one broker, which is its own controller, in this process; formats its folder at first. */
final class BrokerMain {
    private BrokerMain() {}

    /**
     * Runs until the process is ended.
     *
     * @param arguments the properties file, the folder of data, the cluster's id
     */
    public static void main(String[] arguments) {
        if (!Files.exists(Path.of(arguments[1], "meta.properties"))) {
            StorageTool.execute(
                    new String[] {"format", "--config", arguments[0], "--cluster-id", arguments[2]},
                    System.out);
        }
        Kafka.main(new String[] {arguments[0]});
    }
}
