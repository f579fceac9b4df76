-- expect: Unknown identifier
theorem wrong : True := nowhere
