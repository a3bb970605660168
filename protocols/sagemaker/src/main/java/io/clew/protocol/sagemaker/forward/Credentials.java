package io.clew.protocol.sagemaker.forward;

import io.clew.protocol.sagemaker.wire.Refusal;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Gets Clew's own credentials where AWS's clients get theirs: environment, profile, machine. */
final class Credentials {
    private final AwsCredentialsProvider chain;

    Credentials(AwsCredentialsProvider chain) {
        this.chain = chain;
    }

    /**
     * Returns them, renewed when they were about to end.
     *
     * @throws Refusal DENIED when there are none
     */
    AwsCredentials get() {
        try {
            return chain.resolveCredentials();
        } catch (SdkException none) {
            throw new Refusal(
                    Refusal.Error.DENIED,
                    "Clew has no AWS credentials to forward this call with: it takes them from the"
                            + " environment, the profile or the machine, as AWS's own clients do.");
        }
    }
}
