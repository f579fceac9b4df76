"""One file a screen; each derives from `base.WorkbenchScreen` and takes what it shows from the app's desk."""
