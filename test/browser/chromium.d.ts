/** Where Chromium is: Debian's package, or what `CHROMIUM` names. */
export declare const executablePath: string;
export declare const isInstalled: boolean;
export declare const launchArguments: readonly string[];
