/**
 * Names of what lives in Amazon SageMaker. What never lives here: names of other systems, or
 * anything that asks AWS.
 */
@NullMarked
package io.clew.identity.sagemaker;

import org.jspecify.annotations.NullMarked;
