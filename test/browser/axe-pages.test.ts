import { axeTest } from './axe.ts';
import { useBrowser } from './browser.ts';
import { journeyPages } from './states/journey.ts';
import { troubles } from './states/troubles.ts';

useBrowser();

for (const state of [...journeyPages, ...troubles]) axeTest(state);
