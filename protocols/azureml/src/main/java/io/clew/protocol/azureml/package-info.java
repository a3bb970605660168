/**
 * Azure Machine Learning: MLflow's API below the address of a workspace, and what a harvest of a
 * workspace means.
 *
 * <p>What never lives here: MLflow's own calls, and any call to Azure.
 */
@NullMarked
package io.clew.protocol.azureml;

import org.jspecify.annotations.NullMarked;
