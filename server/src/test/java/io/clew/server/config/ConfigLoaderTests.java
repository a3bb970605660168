package io.clew.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.kafka.KafkaSettings;
import io.clew.model.ClewException;
import io.clew.model.Workspace;
import io.clew.s3.S3Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTests {

    @TempDir Path folder;

    private Path toml(String text) throws IOException {
        return Files.writeString(folder.resolve("clew.toml"), text);
    }

    private static Config.Shown shown(Config config, Setting setting) {
        return config.shown().stream()
                .filter(shown -> shown.setting() == setting)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hasDefaults() {
        Config config = ConfigLoader.load(Map.of(), Map.of("HOME", "/root"), null);
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(5757);
        assertThat(config.data()).isEqualTo(Path.of("clew-data"));
        assertThat(config.store()).isEqualTo(new StoreUrl.Sqlite());
        assertThat(config.artifacts())
                .isEqualTo(new ArtifactsPlace.Folder(Path.of("clew-data/artifacts")));
        assertThat(config.insecure()).isFalse();
        assertThat(config.allowedHosts()).isEmpty();
        assertThat(config.logLevel()).isEqualTo(LogLevel.INFO);
        assertThat(config.shown())
                .extracting(Config.Shown::setting)
                .containsExactly(Setting.values());
        assertThat(config.shown()).extracting(Config.Shown::source).containsOnly("default");
    }

    @Test
    void readsEverySettingFromAFile() throws IOException {
        Config config =
                ConfigLoader.load(
                        Map.of(),
                        Map.of(),
                        toml(
                                """
                                # as the guide shows it
                                host = "0.0.0.0"
                                port = 80
                                data = "/var/lib/clew"
                                store = "postgres://clew:secret@db:5432/clew"
                                artifacts = "/mnt/artifacts"
                                artifact_root = "s3://bucket/clew"
                                insecure = true
                                allowed_hosts = ["clew.bank", "clew"]
                                log_level = "debug"
                                """));
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isEqualTo(80);
        assertThat(config.data()).isEqualTo(Path.of("/var/lib/clew"));
        assertThat(config.store())
                .isEqualTo(new StoreUrl.Postgresql("postgres://clew:secret@db:5432/clew"));
        assertThat(config.artifacts())
                .isEqualTo(new ArtifactsPlace.Folder(Path.of("/mnt/artifacts")));
        assertThat(config.artifactRoot()).isEqualTo("s3://bucket/clew");
        assertThat(config.insecure()).isTrue();
        assertThat(config.allowedHosts()).containsExactlyInAnyOrder("clew.bank", "clew");
        assertThat(config.logLevel()).isEqualTo(LogLevel.DEBUG);
    }

    @Test
    void readsEverySettingFromTheEnvironment() {
        Config config =
                ConfigLoader.load(
                        Map.of(),
                        Map.of(
                                "CLEW_HOST", "::1",
                                "CLEW_PORT", "0",
                                "CLEW_DATA", "d",
                                "CLEW_STORE", "jdbc:postgresql://db/clew?password=secret",
                                "CLEW_ARTIFACTS", "a",
                                "CLEW_ARTIFACT_ROOT", "gs://b",
                                "CLEW_INSECURE", "1",
                                "CLEW_ALLOWED_HOSTS", "x, y",
                                "CLEW_LOG_LEVEL", "WARN"),
                        null);
        assertThat(config.host()).isEqualTo("::1");
        assertThat(config.port()).isZero();
        assertThat(config.data()).isEqualTo(Path.of("d"));
        assertThat(config.artifacts()).isEqualTo(new ArtifactsPlace.Folder(Path.of("a")));
        assertThat(config.artifactRoot()).isEqualTo("gs://b");
        assertThat(config.insecure()).isTrue();
        assertThat(config.allowedHosts()).containsExactlyInAnyOrder("x", "y");
        assertThat(config.logLevel()).isEqualTo(LogLevel.WARN);
        assertThat(shown(config, Setting.LOG_LEVEL).source()).isEqualTo("CLEW_LOG_LEVEL");
    }

    @Test
    void prefersFlagsToEnvironmentToFile() throws IOException {
        Path file = toml("port = 1\nhost = \"127.0.0.2\"\ndata = \"file\"");
        Config config =
                ConfigLoader.load(
                        Map.of(Setting.PORT, "3"),
                        Map.of("CLEW_PORT", "2", "CLEW_HOST", "127.0.0.3"),
                        file);
        assertThat(shown(config, Setting.PORT))
                .isEqualTo(new Config.Shown(Setting.PORT, "3", "--port"));
        assertThat(shown(config, Setting.HOST))
                .isEqualTo(new Config.Shown(Setting.HOST, "127.0.0.3", "CLEW_HOST"));
        assertThat(shown(config, Setting.DATA))
                .isEqualTo(new Config.Shown(Setting.DATA, "file", file.toString()));
        assertThat(config.artifacts())
                .isEqualTo(new ArtifactsPlace.Folder(Path.of("file/artifacts")));
    }

    @Test
    void artifactsMayBeInS3() {
        Config config =
                ConfigLoader.load(
                        Map.of(Setting.ARTIFACTS, "s3://bucket/some/path/"),
                        Map.of("CLEW_ARTIFACTS_IN_PLACE", "s3a://old/mlflow, /srv/mlruns"),
                        null);
        assertThat(config.artifacts())
                .isEqualTo(new ArtifactsPlace.S3(new S3Address("bucket", "some/path")));
        assertThat(shown(config, Setting.ARTIFACTS).text()).isEqualTo("s3://bucket/some/path");
        assertThat(config.artifactsInPlace())
                .containsExactlyInAnyOrder("s3a://old/mlflow", "/srv/mlruns");
        for (String bad : List.of("s3://", "s3://B", "gs://bucket/x", "s3://b\tx")) {
            assertThatThrownBy(() -> Config.of(Map.of(Setting.ARTIFACTS, bad)))
                    .isInstanceOf(ClewException.class)
                    .hasMessageContaining("s3://bucket/path");
            assertThatThrownBy(() -> Config.of(Map.of(Setting.ARTIFACTS_IN_PLACE, bad)))
                    .isInstanceOf(ClewException.class)
                    .hasMessageContaining("s3://bucket/path");
        }
    }

    @Test
    void peopleHaveSpellings() throws IOException {
        Path file = toml("people = [\"Ann Lee = ann, ann@bank.example\", \"Ben = ben\"]");
        assertThat(ConfigLoader.load(Map.of(), Map.of(), file).people().names())
                .isEqualTo(Map.of("ann", "Ann Lee", "ann@bank.example", "Ann Lee", "ben", "Ben"));
        assertThatThrownBy(
                        () -> ConfigLoader.load(Map.of(), Map.of("CLEW_PEOPLE", "A=a,B=a"), null))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("'a' is a spelling of both 'A' and 'B' (from CLEW_PEOPLE)");
    }

    @Test
    void takesAnEmptyVariableAsNotSet() {
        assertThat(ConfigLoader.load(Map.of(), Map.of("CLEW_PORT", ""), null).port())
                .isEqualTo(5757);
    }

    @Test
    void namesTheNearestKnownKey() throws IOException {
        Path file = toml("prot = 80");
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(), Map.of(), file))
                .isInstanceOf(ClewException.class)
                .hasMessage("Unknown key 'prot' in " + file + "; the nearest known one is port");
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(), Map.of("CLEW_LOGLEVEL", "info"), null))
                .hasMessage(
                        "Unknown environment variable CLEW_LOGLEVEL; the nearest known one is"
                                + " CLEW_LOG_LEVEL");
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(), Map.of("CLEW_SERVR", "x"), null))
                .hasMessageEndingWith("is CLEW_SERVER");
        Path far = toml("kubernetes = true");
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(), Map.of(), far))
                .hasMessageContaining("known are host, port, data,");
    }

    @Test
    void leavesVariablesOfTheVerbsAlone() {
        assertThat(ConfigLoader.load(Map.of(), Map.of("CLEW_SERVER", "http://x"), null).port())
                .isEqualTo(5757);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT | x | port must be a number from 0 to 65535, and is 'x' (from --port)",
                "PORT | 65536 | port must be a number from 0 to 65535, and is '65536' (from --port)",
                "PORT | -1 | port must be a number from 0 to 65535, and is '-1' (from --port)",
                "HOST | a b | host must be a name or address of this machine, and is 'a b' (from --host)",
                "INSECURE | maybe | insecure must be true or false, and is 'maybe' (from --insecure)",
                "LOG_LEVEL | loud | log_level must be error, warn, info or debug, and is 'loud' (from --log-level)",
                "ARTIFACT_ROOT | here | artifact_root must be a URI such as s3://bucket/path, and is 'here' (from --artifact-root)",
                "DATA | '' | data must be the path of a folder, and is '' (from --data)",
                "STORE | mysql://me:secret@x | store must be sqlite or postgres://user:password@host:5432/database (from --store)",
            })
    void saysWhatAValueMustBeAndWhereItCameFrom(Setting setting, String text, String message) {
        assertThatThrownBy(() -> Config.of(Map.of(setting, text)))
                .isInstanceOf(ClewException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port = ",
                "port 5",
                "port = 1\nport = 2",
                "[server]\nport = 1",
                "port = 1979-05-27"
            })
    void refusesABrokenFile(String text) throws IOException {
        Path file = toml(text);
        assertThatThrownBy(() -> ConfigLoader.load(Map.of(), Map.of(), file))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining(file.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://clew:p@ss:w/rd@db:5432/clew, postgres://clew:***@db:5432/clew",
        "postgres://clew@db/clew, postgres://clew@db/clew",
        "postgres://db/clew, postgres://db/clew",
        "jdbc:postgresql://db/clew?user=a&password=s&ssl=true, jdbc:postgresql://db/clew?user=a&password=***&ssl=true"
    })
    void masksPasswords(String url, String masked) {
        Config config = Config.of(Map.of(Setting.STORE, url));
        assertThat(shown(config, Setting.STORE).text()).isEqualTo(masked);
        assertThat(config.toString()).doesNotContain("p@ss", "password=s");
    }

    @ParameterizedTest
    @CsvSource({"90m,PT90M", "24h,PT24H", "7d,PT168H", "3650d,PT87600H"})
    void readsHowLongARunMayBeSilent(String text, Duration expected) {
        assertThat(Config.of(Map.of()).runSilence()).isEqualTo(Duration.ofHours(24));
        assertThat(Config.of(Map.of(Setting.RUN_SILENCE, text)).runSilence()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0h", "24", "-1h", "1.5h", "PT24H", "3651d", "9999999999h", "1 h", "1s"})
    void refusesASilenceThatIsNoTime(String text) {
        assertThatThrownBy(() -> Config.of(Map.of(Setting.RUN_SILENCE, text)))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("run_silence must be minutes, hours or days")
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("--run-silence");
    }

    @Test
    void readsNothingFromKafkaUnlessBrokersAreNamed() {
        assertThat(Config.of(Map.of(Setting.KAFKA_TOPIC, "t")).kafka()).isNull();
    }

    @Test
    void namesWhatIsReadFromKafka() throws IOException {
        Path properties =
                Files.writeString(
                        folder.resolve("client.properties"),
                        "# as Kafka's tools take it\nsecurity.protocol=SSL\n"
                                + "ssl.truststore.password = changeit\n");
        Config config =
                ConfigLoader.load(
                        Map.of(Setting.KAFKA_GROUP, "lineage"),
                        Map.of(
                                "CLEW_KAFKA_BROKERS",
                                "a:9092,b:9092",
                                "CLEW_KAFKA_CONFIG",
                                properties.toString()),
                        toml("kafka_topic = \"ol\"\nkafka_workspace = \"risk\""));
        assertThat(config.kafka())
                .isEqualTo(
                        new KafkaSettings(
                                "a:9092,b:9092",
                                "ol",
                                "lineage",
                                "ol.dead",
                                new Workspace("risk"),
                                Map.of(
                                        "security.protocol",
                                        "SSL",
                                        "ssl.truststore.password",
                                        "changeit")));
        assertThat(shown(config, Setting.KAFKA_DEAD_LETTER_TOPIC).text()).isEqualTo("ol.dead");
        assertThat(config.shown().toString()).doesNotContain("changeit");
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_BROKERS,http://a:9092,host:port",
        "KAFKA_BROKERS,a,host:port",
        "KAFKA_TOPIC,a b,topic",
        "KAFKA_TOPIC,..,topic",
        "KAFKA_DEAD_LETTER_TOPIC,openlineage.events,another topic",
        "KAFKA_GROUP,' ',characters",
        "KAFKA_WORKSPACE,Risk,lower-case letters",
        "KAFKA_CONFIG,nowhere.properties,cannot be read"
    })
    void refusesSettingsOfKafkaThatCannotBe(Setting setting, String text, String expected) {
        Map<Setting, String> flags = new EnumMap<>(Map.of(Setting.KAFKA_BROKERS, "a:9092"));
        flags.put(setting, text);
        assertThatThrownBy(() -> ConfigLoader.load(flags, Map.of(), null))
                .isInstanceOf(ClewException.class)
                .hasMessageContaining(setting.key())
                .hasMessageContaining(expected);
    }
}
