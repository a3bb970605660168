package io.clew.protocol.sagemaker.forward;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Signs calls of SageMaker, by AWS's own signature version 4. */
final class Signer {
    private static final String SERVICE = "sagemaker";

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** Returns the headers of a signed POST, with those given. */
    Map<String, List<String>> sign(
            URI address,
            Map<String, String> headers,
            byte[] body,
            String region,
            AwsCredentials credentials) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(address);
        headers.forEach(request::putHeader);
        SignedRequest signed =
                signer.sign(
                        to ->
                                to.identity(credentials)
                                        .request(request.build())
                                        .payload(ContentStreamProvider.fromByteArray(body))
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region));
        return signed.request().headers();
    }
}
