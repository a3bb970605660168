package io.clew.harvest.sagemaker;

import io.clew.harvest.Flag;
import io.clew.harvest.Given;
import io.clew.harvest.Source;
import io.clew.harvest.SourceKind;
import io.clew.harvest.wire.BackOff;
import io.clew.model.ClewException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Declares {@code clew harvest sagemaker}. */
public final class SageMakerKind implements SourceKind {

    @Override
    public String name() {
        return "sagemaker";
    }

    @Override
    public List<String> summary() {
        return List.of(
                "Brings what Amazon SageMaker has in an account and region: lineage, experiments, jobs,"
                        + " models, endpoints.",
                "Credentials come from where AWS's own clients take them. Nothing is changed in AWS.");
    }

    @Override
    public Optional<Flag> where() {
        return Optional.empty();
    }

    @Override
    public List<Flag> flags() {
        return List.of(
                Flag.of("--region", "REGION", "The region; AWS_REGION if left out."),
                Flag.of(
                        "--endpoint",
                        "URL",
                        "Another address than AWS's own, for what speaks as it does."));
    }

    @Override
    public Source open(Given given) {
        String region =
                given.optional("--region")
                        .or(() -> given.environment("AWS_REGION"))
                        .or(() -> given.environment("AWS_DEFAULT_REGION"))
                        .orElseThrow(
                                () ->
                                        ClewException.invalid(
                                                "--region",
                                                "which region? Give --region or set AWS_REGION"));
        if (!region.matches("[a-z0-9-]{1,32}")) {
            throw ClewException.invalid("--region", "'%s' is no region".formatted(region));
        }
        String address =
                given.optional("--endpoint")
                        .or(() -> given.environment("AWS_ENDPOINT_URL_SAGEMAKER"))
                        .orElse(
                                "https://api.sagemaker.%s.amazonaws.com%s/"
                                        .formatted(region, region.startsWith("cn-") ? ".cn" : ""));
        URI endpoint;
        try {
            endpoint = URI.create(address);
        } catch (IllegalArgumentException wrong) {
            throw ClewException.invalid("--endpoint", "expected an address such as https://host/");
        }
        if (endpoint.getHost() == null || endpoint.getUserInfo() != null) {
            throw ClewException.invalid("--endpoint", "expected an address such as https://host/");
        }
        return new SageMakerSource(
                new Api(
                        endpoint,
                        region,
                        DefaultCredentialsProvider.builder().build(),
                        new BackOff(InstantSource.system(), new Random())),
                region);
    }
}
