"""What a run costs, here and in other frameworks. DECLARATION.md declares the model that is compared across them."""
