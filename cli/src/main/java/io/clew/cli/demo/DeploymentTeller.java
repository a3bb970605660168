package io.clew.cli.demo;

import java.util.Map;

/** Tells SageMaker's lineage which version of the model an endpoint serves, as boto3 would. */
final class DeploymentTeller {

    private static final String ENDPOINT =
            "arn:aws:sagemaker:eu-west-1:123456789012:endpoint/fraud-live";

    private final DemoCalls sageMaker;
    private String context = "";
    private String served = "";

    DeploymentTeller(DemoCalls sageMaker) {
        this.sageMaker = sageMaker;
    }

    /**
     * Tells that the endpoint serves a version from now on, and no other.
     *
     * @param version such as {@code models:/fraud/3}
     */
    void serve(String version) {
        if (context.isEmpty()) {
            context =
                    sageMaker
                            .callSageMaker(
                                    "CreateContext",
                                    Map.of(
                                            "ContextName",
                                            "fraud-live-aws-endpoint",
                                            "ContextType",
                                            "Endpoint",
                                            "Source",
                                            Map.of("SourceUri", ENDPOINT)))
                            .path("ContextArn")
                            .asString();
        } else {
            sageMaker.callSageMaker(
                    "DeleteAssociation", Map.of("SourceArn", served, "DestinationArn", context));
        }
        served =
                sageMaker
                        .callSageMaker(
                                "CreateArtifact",
                                Map.of(
                                        "ArtifactType",
                                        "Model",
                                        "Source",
                                        Map.of("SourceUri", version)))
                        .path("ArtifactArn")
                        .asString();
        sageMaker.callSageMaker(
                "AddAssociation",
                Map.of(
                        "SourceArn",
                        served,
                        "DestinationArn",
                        context,
                        "AssociationType",
                        "ContributedTo"));
    }
}
