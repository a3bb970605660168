package io.clew.protocol.mlflow.captures;

import io.clew.identity.environment.Environment;
import io.clew.identity.environment.EnvironmentFiles;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Names the files that are looked at, by the names that MLflow gives them. */
public enum Watched {
    CONDA("conda.yaml"),
    REQUIREMENTS("requirements.txt"),
    PYTHON_ENV("python_env.yaml"),
    MLMODEL("MLmodel");

    /** Most bytes of a file that is looked at; what these files hold is a few kB. */
    public static final int SIZE_BYTES_MAX = 1 << 20;

    private final String fileName;

    Watched(String fileName) {
        this.fileName = fileName;
    }

    /** Returns the name of the file. */
    public String fileName() {
        return fileName;
    }

    /** Finds what a file of a name tells; empty when it is not looked at. */
    public static Optional<Watched> of(String fileName) {
        return Arrays.stream(values()).filter(file -> file.fileName.equals(fileName)).findFirst();
    }

    /** Reads what the file says of the environment; nothing when it cannot be read. */
    public Environment environment(byte[] content) {
        return switch (this) {
            case REQUIREMENTS ->
                    EnvironmentFiles.requirements(new String(content, StandardCharsets.UTF_8));
            case CONDA -> EnvironmentFiles.conda(yaml(content));
            case PYTHON_ENV -> EnvironmentFiles.pythonEnv(yaml(content));
            case MLMODEL -> EnvironmentFiles.mlmodel(yaml(content));
        };
    }

    private static Map<?, ?> yaml(byte[] content) {
        return Yaml.map(content).orElse(Map.of());
    }
}
