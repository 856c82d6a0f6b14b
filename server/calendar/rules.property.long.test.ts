import { testProperties } from './properties.ts';

testProperties(600, 90);
