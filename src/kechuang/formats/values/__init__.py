"""What people write to exact values, and back."""
