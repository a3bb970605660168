package io.clew.harvest.azureml;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.DefaultAzureCredentialBuilder;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Gets the tokens that calls carry: from a file, or as Azure's own tools do (variables, workload or
 * managed identity, {@code az login}).
 */
final class Tokens {
    private Tokens() {}

    /** Reads the token from a file at each need, since whoever writes it may renew it. */
    static Supplier<String> ofFile(String file) {
        return () -> {
            try {
                String token = Files.readString(Path.of(file)).strip();
                if (token.isEmpty() || token.length() > 65_536) {
                    throw ClewException.invalid(
                            "--token", "--token: %s holds no token".formatted(file));
                }
                return token;
            } catch (IOException unreadable) {
                throw ClewException.invalid(
                        "--token", "--token: %s cannot be read".formatted(file));
            }
        };
    }

    /**
     * Asks Azure's usual chain.
     *
     * @param scope of the token, such as {@code https://management.azure.com/.default}
     */
    static Supplier<String> ofAzure(String scope) {
        TokenCredential credential = new DefaultAzureCredentialBuilder().build();
        TokenRequestContext wanted = new TokenRequestContext().addScopes(scope);
        return () -> {
            try {
                return credential.getTokenSync(wanted).getToken();
            } catch (ClientAuthenticationException none) {
                throw new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "Azure gives no token: log in with az login, set AZURE_CLIENT_ID,"
                                + " AZURE_TENANT_ID and AZURE_CLIENT_SECRET, or give --token FILE");
            }
        };
    }
}
