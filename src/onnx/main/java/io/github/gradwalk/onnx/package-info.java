/** Networks as ONNX files, which PyTorch, scikit-learn and others write and ONNX Runtime runs. */
package io.github.gradwalk.onnx;
